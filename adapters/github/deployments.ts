import { canonicalJson } from '../../core/record/digest.ts';
import { at, type GitHubRepository } from './repository.ts';

/** A version that an environment should now run. */
export interface NewDeployment {
  /** The commit whose desired state names the version. */
  readonly commit: string;
  readonly environment: string;
  readonly description: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** Records a deployment once, as waiting for whoever applies it; returns its id. */
export async function recordDeployment(
  repository: GitHubRepository,
  { commit, environment, description, payload }: NewDeployment,
): Promise<number> {
  const { repos } = repository.octokit.rest;
  const { data: known } = await repos.listDeployments({
    ...at(repository),
    sha: commit,
    environment,
    per_page: 100,
  });
  const same = known.find((one) => canonicalJson(one.payload) === canonicalJson(payload));
  if (same !== undefined) return same.id;
  const { data } = await repos.createDeployment({
    ...at(repository),
    ref: commit,
    environment,
    description,
    payload: { ...payload },
    auto_merge: false,
    required_contexts: [],
  });
  // Without auto_merge GitHub always answers with the deployment.
  if (!('id' in data)) throw new TypeError('GitHub answered without a deployment.');
  await repos.createDeploymentStatus({
    ...at(repository),
    deployment_id: data.id,
    state: 'queued',
    description: 'Desired state merged; waits for the deployer.',
  });
  return data.id;
}
