/** A commit, as far as it tells which other it was made of: a rebase keeps its message and its author. */
export interface KnownCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly authorEmail: string | null;
  readonly authoredAt: string | null;
}

/**
 * The commit of the base branch that a pull request was merged into; null for one without a parent. `history` is the commit
 * of the merge and its ancestors; `proposed` are the pull request's commits, oldest first. A merge and a squash put one
 * commit on the base branch. A rebase puts there a copy of each, without merges and without what was there already, so it is
 * walked back along the copies; `base` is a commit that was on the base branch before.
 */
export function mergedInto(
  history: readonly KnownCommit[],
  proposed: readonly KnownCommit[],
  base: string,
): string | null {
  const [merge] = history;
  if (merge === undefined) return null;
  const commits = new Map(history.map((commit) => [commit.sha, commit]));
  let left = proposed;
  let at: KnownCommit | undefined = merge;
  let into: string | null = merge.parents[0] ?? null;
  while (at?.parents.length === 1 && into !== base) {
    const copied: KnownCommit = at;
    const original = left.findLastIndex((one) => isCopy(copied, one));
    if (original === -1) break;
    left = left.slice(0, original);
    into = at.parents[0] ?? null;
    at = into === null ? undefined : commits.get(into);
  }
  return into;
}

function isCopy(commit: KnownCommit, of: KnownCommit): boolean {
  return (
    of.authoredAt !== null &&
    commit.authoredAt === of.authoredAt &&
    commit.authorEmail === of.authorEmail &&
    commit.message.trim() === of.message.trim()
  );
}
