import type { Account } from './account.ts';

/** What one person said of a pull request at one of its commits. */
export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  /** The head when it was written, unless the reviewer named another commit. */
  readonly commit: string;
  readonly submittedAt: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly head: { readonly repository: string; readonly ref: string };
  base: { readonly ref: string };
  /** Follows the branch while the pull request is open. */
  headSha: string;
  baseSha: string;
  draft: boolean;
  merged: {
    readonly at: string;
    readonly by: Account;
    readonly commit: string;
  } | null;
  /** Who has asked for its merge as soon as all that is required is there; null where nobody has. */
  autoMerge: { readonly by: Account; readonly method: 'merge' | 'squash' | 'rebase' } | null;
  /** Oldest first. */
  readonly reviews: Review[];
}

/** The commit that a merge is tried with, on a branch of its own. */
export interface MergeGroup {
  readonly ref: string;
  /** The commit that it is on top of: the base branch's newest, or the group before it. */
  readonly baseSha: string;
  readonly headSha: string;
}

/** A pull request that waits for its turn. */
export interface QueueEntry {
  readonly number: number;
  readonly by: Account;
  /** The pull request's head when it was put in. */
  readonly headSha: string;
  group: MergeGroup | null;
}

/** Who waits to be merged into a branch, first come first. */
export interface MergeQueue {
  readonly method: 'merge' | 'squash';
  readonly entries: QueueEntry[];
}
