import { branchHead } from '../../adapters/github/branches.ts';
import { newestHold } from '../../adapters/github/holds.ts';
import { appendToLedger, listLedger } from '../../adapters/github/ledger.ts';
import { compareMoments, type HoldSubject } from '../../core/hold/newest.ts';
import { seal } from '../../core/record/seal.ts';
import type { HoldRecord } from '../../schemas/types.ts';
import { producer } from '../context.ts';
import type { CommandCall } from './command.ts';

/** What became of the wish to hold something back or to release it. */
export type HoldResult =
  | { readonly kind: 'done'; readonly record: Readonly<HoldRecord> }
  /** It is so already; null where nothing was ever held. */
  | { readonly kind: 'already'; readonly newest: Readonly<HoldRecord> | null }
  /** A comment that was written later has been obeyed, and decides. */
  | { readonly kind: 'late'; readonly newest: Readonly<HoldRecord> };

/** What is asked for. */
export interface HoldWish {
  readonly subject: HoldSubject;
  readonly state: HoldRecord['state'];
  readonly reason: string | null;
}

/**
 * Records that something is held back or released, once for a command. It counts from when the comment was written, so
 * that of two comments the later one decides, in whatever order they are obeyed.
 */
export async function setHold(
  { context, comment, place }: Pick<CommandCall, 'context' | 'comment' | 'place'>,
  { subject, state, reason }: HoldWish,
): Promise<HoldResult> {
  const { repository, defaultBranch } = context;
  const newest = await newestHold(repository, await listLedger(repository), subject);
  const moment = {
    // Several commands of one comment in their order.
    createdAt: new Date(Date.parse(comment.createdAt) + place).toISOString(),
    comment: comment.id,
  };
  if (newest !== null) {
    const order = compareMoments(newest, moment);
    if (order === 0) return { kind: 'done', record: newest };
    if (order > 0) return { kind: 'late', newest };
  }
  if ((newest?.state ?? 'released') === state) return { kind: 'already', newest };
  const record = seal('hold', {
    ...moment,
    producer,
    repository: `${repository.owner}/${repository.repo}`,
    commit: await branchHead(repository, defaultBranch),
    subject,
    state,
    reason,
    by: comment.author,
    commentUrl: comment.url,
  });
  await appendToLedger(repository, [record]);
  return { kind: 'done', record };
}
