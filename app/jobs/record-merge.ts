import { appendToLedger } from '../../adapters/github/ledger.ts';
import { compare } from '../../adapters/github/compare.ts';
import { verdictFields } from '../../core/judge/verdict.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { seal } from '../../core/record/seal.ts';
import { type JobContext, producer } from '../context.ts';
import { recordPromotions } from '../promotion/record.ts';
import { type JudgedModel, judgePull } from '../review/judge-pull.ts';
import { type PullFacts, readPull } from '../review/pull.ts';
import { scopeOf } from '../review/scope.ts';

type MergedPull = PullFacts & { readonly mergeCommit: string; readonly mergedAt: string };

/** Puts on record what a merge means: the verdict at that moment with its records, and what was promoted. */
export async function recordMerge(context: JobContext, number: number): Promise<void> {
  const { repository, defaultBranch } = context;
  const pull = await readPull(repository, number);
  if (!isMerged(pull) || pull.base.ref !== defaultBranch) return;
  const { paths } = await compare(repository, pull.base.sha, pull.head.sha);
  const records: readonly AnyRecord[] = [
    ...(await verdictRecords(context, pull)),
    ...(await recordPromotions(context, pull, paths)),
  ];
  if (records.length > 0) await appendToLedger(repository, records);
}

function isMerged(pull: PullFacts): pull is MergedPull {
  return pull.merged && pull.mergeCommit !== null && pull.mergedAt !== null;
}

async function verdictRecords(
  { repository }: JobContext,
  pull: MergedPull,
): Promise<readonly AnyRecord[]> {
  const scope = await scopeOf(repository, pull.base.sha, pull.head.sha, pull.base.sha);
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
