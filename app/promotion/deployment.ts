import type { NewDeployment } from '../../adapters/github/deployments.ts';
import { isProduction } from '../../core/promotion/production.ts';
import type { Merged } from './merged.ts';

/** The deployment of a move: what whoever deploys has to know of it. */
export function deploymentOf({ pull, changed, version, role, share }: Merged): NewDeployment {
  const { model, environment, config } = changed;
  const challenger = share === null ? '' : ` as challenger with ${share}%`;
  return {
    commit: pull.mergeCommit,
    environment,
    description: `${version.tag}${challenger}, by pull request #${pull.number}`,
    payload: {
      model,
      version: version.version,
      digest: version.package.digest,
      uri: version.package.uri,
      tag: version.tag,
      role,
      share,
    },
    isProduction: isProduction(environment),
    // A challenger is meant to go again; nor does it make its champion's deployment inactive.
    isTransient: role === 'challenger',
    url: config.url ?? null,
  };
}
