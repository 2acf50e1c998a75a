import { isCommitOf } from '../../core/proposal/requester.ts';
import type { Account } from './identity.ts';
import { at, type GitHubRepository } from './repository.ts';

/**
 * Whether a pull request is as we made it: all its commits are ours, and we have pushed its head. Commits say whatever
 * their author wants; of pushes GitHub keeps its own list. What it does not tell is no.
 */
export async function isUntouched(
  repository: GitHubRepository,
  us: Account,
  {
    number,
    head,
  }: { readonly number: number; readonly head: { readonly sha: string; readonly ref: string } },
): Promise<boolean> {
  const { octokit } = repository;
  const { data: commits } = await octokit.rest.pulls.listCommits({
    ...at(repository),
    pull_number: number,
    per_page: 100,
  });
  const ours = commits.every(({ commit, author, committer }) =>
    isCommitOf(
      {
        message: commit.message,
        author: author?.login ?? null,
        committer: committer?.login ?? null,
      },
      us.login,
    ),
  );
  if (!ours || commits.length === 0 || commits.at(-1)?.sha !== head.sha) return false;
  const { data: pushes } = await octokit.request('GET /repos/{owner}/{repo}/activity', {
    ...at(repository),
    ref: `refs/heads/${head.ref}`,
    per_page: 30,
  });
  return pushes.find(({ after }) => after === head.sha)?.actor?.login === us.login;
}
