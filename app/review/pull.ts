import { at, type GitHubRepository } from '../../adapters/github/repository.ts';

/** What a pull request's judgement depends on. */
export interface PullFacts {
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  readonly merged: boolean;
  /** The head lies in another repository. */
  readonly fork: boolean;
  /** `owner/name` of the repository that the head lies in; null when it was deleted. */
  readonly headRepository: string | null;
  readonly head: { readonly sha: string; readonly ref: string };
  readonly base: { readonly sha: string; readonly ref: string };
  /** How many commits it has. */
  readonly commits: number;
  readonly mergeCommit: string | null;
  readonly mergedAt: string | null;
  readonly mergedBy: string | null;
  readonly closedAt: string | null;
  readonly url: string;
  readonly author: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** By which GraphQL knows it. */
  readonly nodeId: string;
  /** Who has asked GitHub to merge it as soon as it may; null where nobody has. */
  readonly autoMergeBy: string | null;
}

/** A pull request that was merged. */
export interface MergedPull extends PullFacts {
  readonly mergeCommit: string;
  readonly mergedAt: string;
  /** The base branch's commit that it was merged into. */
  readonly mergedInto: string;
}

/** Reads a pull request as it is now. */
export async function readPull(repository: GitHubRepository, number: number): Promise<PullFacts> {
  const { data } = await repository.octokit.rest.pulls.get({
    ...at(repository),
    pull_number: number,
  });
  const { sha } = data.head;
  repository.memory.heads.set(String(number), { sha, updatedAt: data.updated_at });
  return {
    number,
    title: data.title,
    open: data.state === 'open',
    merged: data.merged,
    headRepository: data.head.repo?.full_name ?? null,
    // A deleted fork has no repository any more.
    fork: data.head.repo?.full_name !== data.base.repo.full_name,
    head: { sha: data.head.sha, ref: data.head.ref },
    base: { sha: data.base.sha, ref: data.base.ref },
    commits: data.commits,
    mergeCommit: data.merged ? data.merge_commit_sha : null,
    mergedAt: data.merged_at,
    mergedBy: data.merged_by?.login ?? null,
    closedAt: data.closed_at,
    url: data.html_url,
    author: data.user.login,
    body: data.body ?? '',
    labels: data.labels.map(({ name }) => name),
    nodeId: data.node_id,
    autoMergeBy: data.auto_merge?.enabled_by.login ?? null,
  };
}

/**
 * The open pull requests whose head is this commit, those from forks too; `from` is `owner:branch` where it is known.
 * GitHub names pull requests by their commit only for commits of the repository itself.
 */
export async function pullsWithHead(
  repository: GitHubRepository,
  head: string,
  from: string | null,
): Promise<readonly number[]> {
  const { octokit } = repository;
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...at(repository),
    state: 'open',
    ...(from === null ? {} : { head: from }),
    per_page: 100,
  });
  return pulls.filter((pull) => pull.head.sha === head).map(({ number }) => number);
}
