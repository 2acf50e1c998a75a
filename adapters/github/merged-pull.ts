import { at, type GitHubRepository } from './repository.ts';

/** The pull request whose merge made a commit. */
export interface MergedPullFacts {
  readonly number: number;
  readonly headSha: string;
  /** The name of the branch. */
  readonly headBranch: string;
  /** `owner/name`; null where it was deleted. */
  readonly headRepository: string | null;
  /** By their names. */
  readonly labels: readonly string[];
}

/** The pull request whose merge made this commit of a branch; null when it was pushed directly. */
export async function mergedPullOf(
  repository: GitHubRepository,
  commit: string,
): Promise<MergedPullFacts | null> {
  const { data } = await repository.octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    ...at(repository),
    commit_sha: commit,
  });
  const merged = data.find((pull) => pull.merge_commit_sha === commit && pull.merged_at !== null);
  if (merged === undefined) return null;
  // GitHub's description says that there is always a repository; a fork that was deleted has none.
  const head = merged.head as {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { full_name: string } | null;
  };
  return {
    number: merged.number,
    headSha: head.sha,
    headBranch: head.ref,
    headRepository: head.repo?.full_name ?? null,
    labels: merged.labels.map(({ name }) => name),
  };
}

/**
 * The numbers of the other pull requests, open or closed, that have this head. Their runs are made by the workflows of other
 * bases, and GitHub does not say which of them a run belongs to.
 */
export async function pullsWithHead(
  repository: GitHubRepository,
  { number, headSha, headBranch }: MergedPullFacts,
): Promise<readonly number[]> {
  const { octokit, owner } = repository;
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...at(repository),
    state: 'all',
    head: `${owner}:${headBranch}`,
    per_page: 100,
  });
  return pulls
    .filter((pull) => pull.number !== number && pull.head.sha === headSha)
    .map((pull) => pull.number);
}
