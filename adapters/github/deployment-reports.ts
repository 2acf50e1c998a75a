import type { Deployment, DeploymentStatus } from '../../core/deployment/records.ts';
import { at, type GitHubRepository, orNull } from './repository.ts';

/** A page is read, the newest first: of one deployment nobody needs more, and anybody who may deploy can add to it. */
const mostStatuses = 100;
const longestUrl = 2_048;

/** A deployment as GitHub has it; null where there is none. */
export async function readDeployment(
  repository: GitHubRepository,
  id: number,
): Promise<Deployment | null> {
  const found = await orNull(
    repository.octokit.rest.repos.getDeployment({ ...at(repository), deployment_id: id }),
  );
  return found === null ? null : deploymentOf(found.data);
}

/** Deployments as GitHub lists them, newest first: those of a commit, or the newest hundred of all. */
export async function listDeployments(
  repository: GitHubRepository,
  sha: string | null,
): Promise<readonly Deployment[]> {
  const { data } = await repository.octokit.rest.repos.listDeployments({
    ...at(repository),
    ...(sha === null ? {} : { sha }),
    per_page: 100,
  });
  return data.map(deploymentOf);
}

/** What was reported of a deployment, newest first. */
export async function readStatuses(
  repository: GitHubRepository,
  deployment: number,
  most = mostStatuses,
): Promise<readonly DeploymentStatus[]> {
  const { data } = await repository.octokit.rest.repos.listDeploymentStatuses({
    ...at(repository),
    deployment_id: deployment,
    per_page: most,
  });
  return data.map((status) => ({
    id: status.id,
    state: status.state,
    description: status.description,
    url: addressOf([status.log_url, status.target_url, status.environment_url]),
    creator: status.creator?.login ?? null,
    createdAt: status.created_at,
  }));
}

function deploymentOf(found: {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly creator: { readonly login: string } | null;
}): Deployment {
  const { id, sha, environment, payload, creator } = found;
  return { id, sha, environment, payload, creator: creator?.login ?? null };
}

/** The first of these that is an address at all. */
function addressOf(candidates: readonly (string | undefined)[]): string | null {
  return candidates.find(isAddress) ?? null;
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && /^https?:\/\/\S+$/.test(text) && text.length <= longestUrl;
}
