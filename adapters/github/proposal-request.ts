import { ownRequest, type Request, requestIn } from '../../core/proposal/requester.ts';
import type { Account } from './identity.ts';
import { at, type GitHubRepository } from './repository.ts';

/** What the branches of our pull requests begin with. */
const ourBranches = 'assay/';

/** A pull request, as far as it tells whether we have opened it. */
export interface Proposer {
  readonly number: number;
  readonly author: string;
  readonly fork: boolean;
  readonly head: { readonly sha: string; readonly ref: string };
}

/**
 * Who is behind a pull request: of one that we have opened, by its commits. Costs a call for those alone, and once for a
 * head.
 */
export async function readRequest(
  repository: GitHubRepository,
  us: Account,
  { number, author, fork, head }: Proposer,
): Promise<Request> {
  if (fork || author !== us.login || !head.ref.startsWith(ourBranches)) return ownRequest;
  const { octokit, memory } = repository;
  const key = `${number} ${head.sha}`;
  const known = memory.requests.get(key);
  if (known !== undefined) return known;
  const commits = await octokit.paginate(octokit.rest.pulls.listCommits, {
    ...at(repository),
    pull_number: number,
    per_page: 100,
  });
  const request = requestIn(
    commits.map((one) => ({
      message: one.commit.message,
      author: one.author?.login ?? null,
      committer: one.committer?.login ?? null,
    })),
    us.login,
  );
  // It may have been pushed to meanwhile.
  if (commits.at(-1)?.sha === head.sha) memory.requests.set(key, request);
  return request;
}
