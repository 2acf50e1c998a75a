import { gatherBaselines } from '../../adapters/github/baselines.ts';
import { ancestors } from '../../adapters/github/compare.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { setUse } from '../../adapters/github/set-use.ts';
import type { WorkflowRunFacts } from '../../adapters/github/workflow-runs.ts';
import { historyBefore } from '../../core/baseline/history.ts';
import type { Baseline, CandidateFacts } from '../../core/judge/facts.ts';
import { judge } from '../../core/judge/judge.ts';
import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { completedState, sourceOf } from './candidate.ts';
import { readConfiguration } from './configuration.ts';
import type { JudgedModel } from './judge-pull.ts';

/** What a workflow run on the default branch left of one model. */
export interface Landed {
  readonly model: string;
  readonly run: Readonly<RunRecord> | null;
  readonly evaluation: Readonly<EvaluationRecord>;
}

/** Judges what was pushed to the default branch against what was there before, by the configuration that it brings. */
export async function judgeCommit(
  { repository }: JobContext,
  run: WorkflowRunFacts,
  landed: readonly Landed[],
): Promise<readonly JudgedModel[]> {
  const head = run.headSha;
  const configuration = await readConfiguration(repository, head);
  if (configuration.kind !== 'valid' || landed.length === 0) return [];
  const ledger = await listLedger(repository);
  const before = (await ancestors(repository, head))[1] ?? null;
  const judged = landed.map(async (one): Promise<JudgedModel | null> => {
    const config = configuration.config.models[one.model];
    if (config === undefined) return null;
    const found =
      before === null
        ? { baselines: [] as readonly Baseline[], refusals: [] as readonly string[] }
        : await gatherBaselines(repository, ledger, one.model, before);
    const { evaluation } = one;
    const digest = evaluation.evaluationSet?.digest ?? '';
    const facts: CandidateFacts = {
      ...one,
      ...found,
      config,
      pullRequest: { number: null, base: before ?? head, head, fork: false },
      workflow: completedState(run),
      source: sourceOf(repository, run),
      champion: null,
      history: historyBefore(evaluation, found.baselines[0]?.evaluation ?? null),
      use: await setUse(repository, ledger, one.model, { digest, head }),
    };
    return { facts, judgement: judge(facts) };
  });
  return (await Promise.all(judged)).filter((model) => model !== null);
}
