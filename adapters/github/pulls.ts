import { at, type GitHubRepository } from './repository.ts';

/** A pull request as a list shows it. */
export interface RecentPull {
  readonly number: number;
  readonly headSha: string;
  /** `owner/name`; null where it was deleted. */
  readonly headRepository: string | null;
  readonly updatedAt: Date;
  readonly closedAt: string | null;
}

/** Every open pull request into a branch, and those that were closed since a moment. */
export async function recentPulls(
  repository: GitHubRepository,
  base: string,
  since: Date,
): Promise<{ readonly open: readonly RecentPull[]; readonly closed: readonly RecentPull[] }> {
  const { octokit } = repository;
  const common = { ...at(repository), base, per_page: 100 } as const;
  const open = await octokit.paginate(octokit.rest.pulls.list, { ...common, state: 'open' });
  const closed: RecentPull[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
    ...common,
    state: 'closed',
    sort: 'updated',
    direction: 'desc',
  });
  for await (const { data } of pages) {
    const recent = data.map(recentPull).filter(({ updatedAt }) => updatedAt >= since);
    closed.push(...recent.filter(({ closedAt }) => Date.parse(closedAt ?? '') >= since.getTime()));
    if (recent.length < data.length || data.length === 0) break;
  }
  return { open: open.map(recentPull), closed };
}

function recentPull(pull: {
  readonly number: number;
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null };
  readonly updated_at: string;
  readonly closed_at: string | null;
}): RecentPull {
  return {
    number: pull.number,
    headSha: pull.head.sha,
    headRepository: pull.head.repo?.full_name ?? null,
    updatedAt: new Date(pull.updated_at),
    closedAt: pull.closed_at,
  };
}

/** The open pull requests into a branch. */
export async function openPulls(
  repository: GitHubRepository,
  base: string,
): Promise<readonly number[]> {
  return (await openPullHeads(repository, base)).map(({ number }) => number);
}

/** An open pull request with what it would merge into what. */
export interface OpenPull {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
  readonly base: string;
}

/** The open pull requests into a branch, with their commits. */
export async function openPullHeads(
  repository: GitHubRepository,
  base: string,
): Promise<readonly OpenPull[]> {
  const { octokit } = repository;
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...at(repository),
    base,
    state: 'open',
    per_page: 100,
  });
  return pulls.map(({ number, head, base: { sha } }) => ({
    number,
    branch: head.ref,
    head: head.sha,
    base: sha,
  }));
}
