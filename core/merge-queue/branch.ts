/** What the name of a merge queue's branch says. */
export interface QueueBranch {
  /** The branch that the group is to be merged into. */
  readonly base: string;
  /** The pull request that the group ends with. */
  readonly pull: number;
  /** The commit that its changes are put on: the head of the base branch, or of the group before. */
  readonly baseSha: string;
}

/**
 * Reads the name of a branch that GitHub makes for a merge queue, `gh-readonly-queue/<base>/pr-<number>-<sha>`, with or
 * without `refs/heads/`; null for any other. Source: GitHub Docs, "Managing a merge queue".
 */
export function parseQueueBranch(name: string): QueueBranch | null {
  const pattern = /^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,9})-([0-9a-f]{40})$/;
  const [, base, pull, baseSha] = pattern.exec(name) ?? [];
  if (base === undefined || pull === undefined || baseSha === undefined) return null;
  return { base, pull: Number(pull), baseSha };
}
