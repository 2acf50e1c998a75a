import { branchHead } from '../../adapters/github/branches.ts';
import { appendToLedger, listLedger } from '../../adapters/github/ledger.ts';
import { readWaivers } from '../../adapters/github/waivers.ts';
import { seal } from '../../core/record/seal.ts';
import type { WaiverRecord } from '../../schemas/types.ts';
import type { CommandCall } from '../commands/command.ts';
import { type JobContext, producer } from '../context.ts';
import { judgeOpenPulls } from '../review/judge-open.ts';
import type { PullFacts } from '../review/pull.ts';
import type { Subject } from './subjects.ts';

/** What a record about a waiver says beside who asked for it, when and where. */
export type WaiverWish = Pick<WaiverRecord, 'action' | 'check' | 'reason' | 'head'> & {
  readonly subjects: readonly (Subject & { readonly until: string | null })[];
};

/**
 * Puts a wish on record, for each model a record; the open pull request that it was asked for on is judged again. It
 * counts from when the comment was written, so that doing it twice gives the same records.
 */
export async function recordWaivers(
  { context, comment, place }: Pick<CommandCall, 'context' | 'comment' | 'place'>,
  pull: PullFacts | null,
  { subjects, ...wish }: WaiverWish,
): Promise<readonly Readonly<WaiverRecord>[]> {
  const { repository, defaultBranch } = context;
  const made = await madeBefore(context, comment.url, { ...wish, subjects });
  const commit = made?.commit ?? pull?.head.sha ?? (await branchHead(repository, defaultBranch));
  const records = subjects.map(({ model, until }) =>
    seal('waiver', {
      ...wish,
      // Several commands of one comment in their order.
      createdAt: new Date(Date.parse(comment.createdAt) + place).toISOString(),
      producer,
      repository: `${repository.owner}/${repository.repo}`,
      commit,
      model,
      until,
      by: comment.author,
      pullRequest: comment.isPull ? comment.issue : null,
      comment: comment.url,
    }),
  );
  await appendToLedger(repository, records);
  // What holds beyond one head may be what other pull requests pass by, or fail without.
  if (wish.head === null) {
    await judgeOpenPulls(context, place);
  } else if (pull !== null) {
    const task = { kind: 'review-pull', pull: pull.number, anew: true, head: null } as const;
    await context.enqueue(`${context.job} waiver ${place}`, task);
  }
  return records;
}

/** A record that this very comment has left, when it was obeyed before and not to the end; null where there is none. */
async function madeBefore(
  context: JobContext,
  comment: string,
  { action, check, subjects }: WaiverWish,
): Promise<Readonly<WaiverRecord> | null> {
  const { repository } = context;
  const ledger = await listLedger(repository);
  for (const { model } of subjects) {
    const records = await readWaivers(repository, ledger, model, context.now());
    const found = records.find(
      (one) => one.comment === comment && one.action === action && one.check === check,
    );
    if (found !== undefined) return found;
  }
  return null;
}
