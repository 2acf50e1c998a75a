import { type KnownCommit, mergedInto } from '../../core/merge/merged-into.ts';
import { at, type GitHubRepository } from './repository.ts';

/** GitHub rebases no more commits than these, and lists no more on a page. */
const mostCommits = 100;

/** The commit of the base branch that a pull request was merged into; null where there is none. */
export async function readMergedInto(
  repository: GitHubRepository,
  {
    number,
    mergeCommit,
    commits,
    base,
  }: {
    readonly number: number;
    readonly mergeCommit: string;
    readonly commits: number;
    readonly base: { readonly sha: string };
  },
): Promise<string | null> {
  const { octokit } = repository;
  const { data: history } = await octokit.rest.repos.listCommits({
    ...at(repository),
    sha: mergeCommit,
    per_page: Math.min(mostCommits, commits + 1),
  });
  const mayBeRebased = history[0]?.parents.length === 1 && commits > 1 && commits <= mostCommits;
  const proposed = mayBeRebased
    ? await octokit.paginate(octokit.rest.pulls.listCommits, {
        ...at(repository),
        pull_number: number,
        per_page: 100,
      })
    : [];
  return mergedInto(history.map(knownCommit), proposed.map(knownCommit), base.sha);
}

function knownCommit({
  sha,
  parents,
  commit: { message, author },
}: {
  readonly sha: string;
  readonly parents: readonly { readonly sha: string }[];
  readonly commit: {
    readonly message: string;
    readonly author: { readonly email?: string; readonly date?: string } | null;
  };
}): KnownCommit {
  return {
    sha,
    parents: parents.map((parent) => parent.sha),
    message,
    authorEmail: author?.email ?? null,
    authoredAt: author?.date ?? null,
  };
}
