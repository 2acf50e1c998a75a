import { type NewDeployment, recordDeployment } from '../../adapters/github/deployments.ts';
import { statusOf } from '../../adapters/github/repository.ts';
import type { JobContext } from '../context.ts';

/**
 * Makes a deployment at GitHub, once, and gives its id. What a workflow job's own token makes starts no workflow, so there
 * the account does it that opens our pull requests; where that may not, nobody is told, and whoever runs Assay hears of it.
 */
export async function makeDeployment(
  context: JobContext,
  deployment: NewDeployment,
): Promise<number> {
  const { repository, us, proposer } = context;
  if (us.startsWorkflows || !proposer.account.startsWorkflows) {
    return recordDeployment(repository, deployment);
  }
  try {
    return await recordDeployment(proposer.repository, deployment);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 403 && status !== 404) throw error;
    context.warn(
      `The account ${proposer.account.login} may not write deployments (${status}), so no workflow starts for the deployment to ${deployment.environment}: give its token "Deployments" read and write.`,
    );
    return recordDeployment(repository, deployment);
  }
}
