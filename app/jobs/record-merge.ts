import { appendToLedger } from '../../adapters/github/ledger.ts';
import { firstParent } from '../../adapters/github/branches.ts';
import { changedPaths } from '../../adapters/github/compare.ts';
import { verdictFields } from '../../core/judge/verdict.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { seal } from '../../core/record/seal.ts';
import { type JobContext, producer } from '../context.ts';
import { recordPromotions } from '../promotion/record.ts';
import { type JudgedModel, judgePull } from '../review/judge-pull.ts';
import { type MergedPull, readPull } from '../review/pull.ts';
import { scopeOf } from '../review/scope.ts';

/**
 * Puts on record what a merge means: the verdict, by the policy of the branch that it was merged into, with its
 * records; and what was promoted.
 */
export async function recordMerge(context: JobContext, number: number): Promise<void> {
  const { repository, defaultBranch } = context;
  const pull = await readPull(repository, number);
  const { mergeCommit, mergedAt } = pull;
  if (!pull.merged || mergeCommit === null || mergedAt === null) return;
  if (pull.base.ref !== defaultBranch) return;
  const mergedInto = await firstParent(repository, mergeCommit);
  const merged: MergedPull = { ...pull, mergeCommit, mergedAt, mergedInto };
  const records: readonly AnyRecord[] = [
    ...(await verdictRecords(context, merged)),
    ...(await recordPromotions(context, merged, await changedPaths(repository, number))),
  ];
  if (records.length > 0) await appendToLedger(repository, records);
}

async function verdictRecords(
  { repository }: JobContext,
  pull: MergedPull,
): Promise<readonly AnyRecord[]> {
  const { mergedInto } = pull;
  const scope = await scopeOf(repository, mergedInto, pull.head.sha, mergedInto);
  if (scope.kind !== 'models' || scope.models.length === 0) return [];
  const judged = await judgePull(repository, pull, scope.config, scope.models, scope.mergeBase);
  return judged.flatMap((one) => recordsOf(repository, pull, one));
}

/** The verdict; and the run and evaluation that it rests on, unless they are from a fork or claim another origin. */
function recordsOf(
  { owner, repo }: JobContext['repository'],
  pull: MergedPull,
  { facts, judgement }: JudgedModel,
): readonly AnyRecord[] {
  const verdict = seal('verdict', {
    // The merge's time, so that recording it twice gives the same record.
    createdAt: pull.mergedAt,
    producer,
    repository: `${owner}/${repo}`,
    commit: pull.head.sha,
    ...verdictFields(facts, judgement),
  });
  if (!verdict.trusted) return [verdict];
  return [facts.run, facts.evaluation, verdict].filter((record) => record !== null);
}
