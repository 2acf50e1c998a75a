import { branchHead } from '../../adapters/github/branches.ts';
import { appendToLedger } from '../../adapters/github/ledger.ts';
import { seal } from '../../core/record/seal.ts';
import type { WaiverRecord } from '../../schemas/types.ts';
import type { CommandCall } from '../commands/command.ts';
import { producer } from '../context.ts';
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
  const commit = pull?.head.sha ?? (await branchHead(repository, defaultBranch));
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
  if (pull !== null) {
    const task = { kind: 'review-pull', pull: pull.number, anew: true, head: null } as const;
    await context.enqueue(`${context.job} waiver ${place}`, task);
  }
  return records;
}
