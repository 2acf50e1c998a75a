import { canonicalJson } from '../../core/record/digest.ts';
import { at, type GitHubRepository, onlyOnce } from './repository.ts';

/** A version that an environment should now run. */
export interface NewDeployment {
  /** The commit whose desired state names the version. */
  readonly commit: string;
  readonly environment: string;
  readonly description: string;
  readonly payload: Readonly<Record<string, string | number | null>>;
  /** Whether end users meet it. */
  readonly isProduction: boolean;
  /** Whether it is meant to go again. */
  readonly isTransient: boolean;
  /** Where the environment is reached; null where that is not known. */
  readonly url: string | null;
}

/** The id of a deployment as it is at GitHub already; null where there is none. */
export async function findDeployment(
  repository: GitHubRepository,
  { commit, environment, payload }: Pick<NewDeployment, 'commit' | 'environment' | 'payload'>,
): Promise<number | null> {
  const { data: known } = await repository.octokit.rest.repos.listDeployments({
    ...at(repository),
    sha: commit,
    environment,
    per_page: 100,
  });
  const same = known.find((one) => canonicalJson(one.payload) === canonicalJson(payload));
  return same?.id ?? null;
}

/** Records a deployment once, as waiting for whoever applies it; returns its id. */
export async function recordDeployment(
  repository: GitHubRepository,
  deployment: NewDeployment,
): Promise<number> {
  const { commit, environment, description, payload, isProduction, isTransient, url } = deployment;
  const { repos } = repository.octokit.rest;
  const known = await findDeployment(repository, deployment);
  if (known !== null) {
    await keepStatus(repository, known, url);
    return known;
  }
  const { data } = await repos.createDeployment({
    ...at(repository),
    ref: commit,
    environment,
    description,
    payload: { ...payload },
    auto_merge: false,
    required_contexts: [],
    production_environment: isProduction,
    transient_environment: isTransient,
    ...onlyOnce,
  });
  // Without auto_merge GitHub always answers with the deployment.
  if (!('id' in data)) throw new TypeError('GitHub answered without a deployment.');
  await keepStatus(repository, data.id, url);
  return data.id;
}

/** Says once that the deployment waits; what the deployer has said since then stays. */
async function keepStatus(
  repository: GitHubRepository,
  deployment: number,
  url: string | null,
): Promise<void> {
  const { repos } = repository.octokit.rest;
  const which = { ...at(repository), deployment_id: deployment };
  const { data: known } = await repos.listDeploymentStatuses({ ...which, per_page: 1 });
  if (known.length > 0) return;
  await repos.createDeploymentStatus({
    ...which,
    ...onlyOnce,
    state: 'queued',
    description: 'Desired state merged; waits for the deployer.',
    ...(url === null ? {} : { environment_url: url }),
  });
}
