import { appendToLedger } from '../../adapters/github/ledger.ts';
import { changedPaths } from '../../adapters/github/compare.ts';
import { readMergedInto } from '../../adapters/github/merged-into.ts';
import { judgedSet, verdictFields } from '../../core/judge/verdict.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { seal } from '../../core/record/seal.ts';
import type { PromotionRecord, VerdictRecord } from '../../schemas/types.ts';
import { type JobContext, producer } from '../context.ts';
import { recordPromotions } from '../promotion/record.ts';
import { refreshPromotions } from '../promotion/refresh.ts';
import { readConfiguration } from '../review/configuration.ts';
import { type JudgedModel, judgePull } from '../review/judge-pull.ts';
import { type MergedPull, type PullFacts, readPull } from '../review/pull.ts';
import { scopeOf } from '../review/scope.ts';

/**
 * Puts on record what the end of a pull request means. A merge: the verdict, by the policy of the branch that it was
 * merged into, with its records; and what was promoted. Else the verdict alone, since its evaluation set was used.
 */
export async function recordClosing(context: JobContext, number: number): Promise<void> {
  const { repository, defaultBranch } = context;
  const pull = await readPull(repository, number);
  if (pull.open || pull.base.ref !== defaultBranch) return;
  if (pull.merged) {
    const merged = await asMerged(context, pull);
    if (merged !== null) await recordMerge(context, merged);
    return;
  }
  const records = await recordsOfRefusal(context, pull);
  if (records.length > 0) await appendToLedger(repository, records);
}

/** A deployer may have reported before the promotion was on record: nobody knew then whose deployment that was. */
async function readEarlyReports(
  context: JobContext,
  promotions: readonly Readonly<PromotionRecord>[],
): Promise<void> {
  for (const { deployment } of promotions) {
    if (deployment === null) continue;
    const task = { kind: 'record-deployment', deployment } as const;
    await context.enqueue(`${context.job} deployment ${deployment}`, task);
  }
}

async function asMerged({ repository }: JobContext, pull: PullFacts): Promise<MergedPull | null> {
  const { mergeCommit, mergedAt } = pull;
  if (mergeCommit === null || mergedAt === null) return null;
  const mergedInto = await readMergedInto(repository, { ...pull, mergeCommit });
  return mergedInto === null ? null : { ...pull, mergeCommit, mergedAt, mergedInto };
}

async function recordMerge(context: JobContext, pull: MergedPull): Promise<void> {
  const { repository } = context;
  const { mergedInto, mergedAt } = pull;
  const judged = await judgedModels(context, pull, mergedInto, mergedInto);
  const paths = await changedPaths(repository, pull.number);
  const promotions = await recordPromotions(context, pull, paths);
  const verdicts = judged.flatMap((one) => withVerdict(context, pull, one, mergedAt));
  const records = [...verdicts, ...promotions];
  if (records.length > 0) await appendToLedger(repository, records);
  await readEarlyReports(context, promotions);
  await refreshPromotions(context, pull, paths);
}

/** What was never evaluated used no evaluation set, and leaves no verdict. */
async function recordsOfRefusal(
  context: JobContext,
  pull: PullFacts,
): Promise<readonly AnyRecord[]> {
  const { base, closedAt } = pull;
  if (closedAt === null) return [];
  const judged = await judgedModels(context, pull, base.sha, `refs/heads/${base.ref}`);
  return judged
    .filter(({ facts }) => facts.evaluation?.status === 'succeeded')
    .map((one) => verdictOf(context, pull, one, closedAt));
}

async function judgedModels(
  context: JobContext,
  pull: PullFacts,
  base: string,
  configRef: string,
): Promise<readonly JudgedModel[]> {
  const scope = await scopeOf(context, base, pull.head.sha, configRef);
  if (scope.kind !== 'models' || scope.models.length === 0) return [];
  const changed = scope.changesConfiguration
    ? await readConfiguration(context, pull.head.sha)
    : null;
  // What held when it was closed, however late we hear of it.
  const now = new Date(pull.closedAt ?? context.now());
  return judgePull(context, pull, { ...scope, changed, now });
}

/** The verdict; and the run and evaluation that it rests on, unless they are from a fork or claim another origin. */
function withVerdict(
  context: JobContext,
  pull: PullFacts,
  judged: JudgedModel,
  closedAt: string,
): readonly AnyRecord[] {
  const verdict = verdictOf(context, pull, judged, closedAt);
  if (!verdict.trusted) return [verdict];
  const { run, evaluation } = judged.facts;
  return [run, evaluation, verdict].filter((record) => record !== null);
}

function verdictOf(
  { repository: { owner, repo } }: JobContext,
  pull: PullFacts,
  { facts, judgement }: JudgedModel,
  closedAt: string,
): Readonly<VerdictRecord> {
  return seal('verdict', {
    // The time of the closing, so that recording it twice gives the same record.
    createdAt: closedAt,
    producer,
    repository: `${owner}/${repo}`,
    commit: pull.head.sha,
    merged: pull.merged,
    ...judgedSet(facts, closedAt),
    ...verdictFields(facts, judgement),
  });
}
