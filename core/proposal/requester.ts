const loginPattern = /^[A-Za-z0-9_-]{1,64}$/;
const trailer = 'Requested-by: ';

/**
 * A commit's message that ends in who asked for the change, as a trailer of git. A message can't be edited as the
 * description of a pull request can. Who is no person, or whose login could be anything, leaves none.
 */
export function withRequester(login: string | null, message: string): string {
  if (login === null || !loginPattern.test(login)) return message;
  return `${message}\n\n${trailer}${login}`;
}

/** Who asked for a change, as the last paragraph of its commit's message says; null where that says nothing of it. */
export function requesterIn(message: string): string | null {
  const last = message.trimEnd().split('\n\n').at(-1) ?? '';
  if (last === message.trimEnd() || !last.startsWith(trailer)) return null;
  const login = last.slice(trailer.length);
  return loginPattern.test(login) ? login : null;
}

/** A commit of a pull request, as GitHub tells it. */
export interface ProposedCommit {
  readonly message: string;
  /** Logins; null where GitHub knows nobody by that address. */
  readonly author: string | null;
  readonly committer: string | null;
}

/** Who is behind a pull request that we have opened. */
export interface Request {
  /** The login of whoever asked for it; null where nobody did. */
  readonly requestedBy: string | null;
  /** Whoever else has committed to it. */
  readonly others: readonly string[];
}

/** Of a pull request that a person opened: nobody else is behind it. */
export const ownRequest: Request = { requestedBy: null, others: [] };

/** GitHub commits so what is done on its pages. */
const webFlow = 'web-flow';

/** Whether an account has made a commit; who amends or rebases it stays its committer. */
export function isCommitOf({ author, committer }: ProposedCommit, account: string): boolean {
  return author === account && (committer === account || committer === webFlow);
}

/** Who is behind a pull request that `us` has opened, by its commits, oldest first: what others commit says nothing of it. */
export function requestIn(commits: readonly ProposedCommit[], us: string): Request {
  const named = commits
    .filter((commit) => isCommitOf(commit, us))
    .map(({ message }) => requesterIn(message));
  const people = commits
    .flatMap(({ author, committer }) => [author, committer])
    .filter((login) => login !== null && login !== us && login !== webFlow);
  return {
    requestedBy: named.findLast((login) => login !== null) ?? null,
    others: [...new Set(people.filter((login) => login !== null))],
  };
}

/** Whose approval of a pull request does not count, beside the last pusher's. */
export function excludedFrom(author: string, { requestedBy, others }: Request): readonly string[] {
  return [...new Set([requestedBy ?? author, author, ...others])];
}
