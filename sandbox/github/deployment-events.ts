import type { WorkflowTrigger } from './contract.ts';
import { isHeard, startWorkflows } from './hub.ts';
import { deploymentJson, deploymentStatusJson } from './json/deployment.ts';
import type { Request } from './route.ts';
import type { Actor, Deployment, DeploymentStatus, Repository } from './state.ts';

/** Who did it, and where. */
type Doing = Pick<Request, 'hub' | 'state' | 'repository' | 'account'> & { readonly actor: Actor };

/** Tells apps of a new deployment, and starts the workflows that wait for one. */
export async function tellDeployment(doing: Doing, deployment: Deployment): Promise<void> {
  const { hub, state, repository, account } = doing;
  const payload = hub.webhooks.send(repository, account, {
    name: 'deployment',
    payload: {
      action: 'created',
      deployment: deploymentJson(state, repository, deployment),
      workflow: null,
      workflow_run: null,
    },
  });
  await start(doing, deployment, { event: 'deployment', payload });
}

/** As `tellDeployment`, of a status. One that says "inactive" starts no workflow. */
export async function tellDeploymentStatus(
  doing: Doing,
  deployment: Deployment,
  status: DeploymentStatus,
): Promise<void> {
  const { hub, state, repository, account } = doing;
  const payload = hub.webhooks.send(repository, account, {
    name: 'deployment_status',
    payload: {
      action: 'created',
      deployment_status: deploymentStatusJson(state, repository, deployment, status),
      deployment: deploymentJson(state, repository, deployment),
      check_run: null,
      workflow: null,
      workflow_run: null,
    },
  });
  if (status.state === 'inactive') return;
  await start(doing, deployment, { event: 'deployment_status', payload });
}

/**
 * The workflows are those of the deployed commit. GITHUB_REF is the branch or tag that was deployed, and empty where it
 * was a commit. https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#deployment
 */
async function start(
  { hub, repository, account, actor }: Doing,
  { sha, ref: given }: Deployment,
  about: Pick<WorkflowTrigger, 'event' | 'payload'>,
): Promise<void> {
  if (!isHeard(hub)) return;
  const ref = await fullRef(repository, given);
  startWorkflows(hub, actor, {
    ...about,
    action: 'created',
    repository: repository.fullName,
    ref,
    sha,
    headSha: sha,
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ''),
    headRepository: repository.fullName,
    actor: account.login,
    changedFiles: [],
  });
}

async function fullRef({ git }: Repository, given: string): Promise<string> {
  const name = given.replace(/^refs\/(heads|tags)\//, '');
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`]) {
    if ((await git.resolve(ref, 'commit')) !== null) return ref;
  }
  return '';
}
