import { gatherBaselines } from '../../adapters/github/baselines.ts';
import { firstParent } from '../../adapters/github/branches.ts';
import { listLedger, readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import { setUse } from '../../adapters/github/set-use.ts';
import { gatherWaivers } from '../../adapters/github/waivers.ts';
import type { WorkflowRunFacts } from '../../adapters/github/workflow-runs.ts';
import { historyBefore } from '../../core/baseline/history.ts';
import type { Baseline, CandidateFacts, Source } from '../../core/judge/facts.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { onDriftOf } from './on-drift.ts';
import { completedState } from './candidate.ts';
import { deployedOf } from './deployed.ts';
import { readConfiguration } from './configuration.ts';
import { judgeAll, type JudgedModel } from './judge-pull.ts';

/**
 * Judges every model that was evaluated at a commit of the default branch against what was there before, by the
 * configuration that the commit brings. Its records are in the ledger by now, whichever workflow run they came from;
 * `champions` are the evaluations of the champion that the newest run made beside them.
 */
export async function judgeCommit(
  context: JobContext,
  run: WorkflowRunFacts,
  champions: readonly EvaluationRecord[],
): Promise<readonly JudgedModel[]> {
  const { repository } = context;
  const head = run.headSha;
  const configuration = await readConfiguration(context, head);
  if (configuration.kind !== 'valid') return [];
  const ledger = await listLedger(repository);
  const isHere = ({ shortCommit }: StoredEntry): boolean => head.startsWith(shortCommit);
  // What this commit brought, its own version among it, is nothing to compare it with.
  const before = ledger.filter((entry) => !isHere(entry));
  const parent = await firstParent(repository, head);
  const newest = <Kind extends 'evaluation' | 'run'>(kind: Kind, model: string) => {
    const entry = ledger.findLast((one) => one.kind === kind && one.model === model && isHere(one));
    return entry === undefined ? null : readEntry(repository, entry, kind);
  };
  const gathered = Object.entries(configuration.config.models).map(
    async ([model, config]): Promise<CandidateFacts | null> => {
      const evaluation = await newest('evaluation', model);
      if (evaluation === null) return null;
      const found =
        parent === null
          ? { baselines: [] as readonly Baseline[], refusals: [] as readonly string[] }
          : await gatherBaselines(repository, before, model, parent);
      const digest = evaluation.evaluationSet?.digest ?? '';
      return {
        model,
        config,
        ...found,
        run: await newest('run', model),
        evaluation,
        champion: champions.find((one) => isBeside(one, evaluation)) ?? null,
        pullRequest: { number: null, base: parent ?? head, head, fork: false, author: null },
        workflow: completedState(run),
        source: acceptedSource(evaluation),
        history: historyBefore(evaluation, found.baselines[0]?.evaluation ?? null),
        use: await setUse(repository, before, model, { digest, head }),
        waivers: await gatherWaivers(repository, ledger, model, {
          head,
          author: null,
          now: context.now(),
          recordedUntil: null,
        }),
        reviews: null,
        changes: { gatePaths: [], complete: true, riskAfter: null },
        deployed: await deployedOf(context, before, model, config),
        signatures: null,
        onDrift: await onDriftOf(repository, ledger, evaluation, found.baselines),
        ruleAnswers: new Map(),
      };
    },
  );
  return judgeAll((await Promise.all(gathered)).filter((facts) => facts !== null));
}

/** Whether one run made both. */
function isBeside(champion: EvaluationRecord, { model, workflow }: EvaluationRecord): boolean {
  return champion.model === model && champion.workflow?.runId === workflow?.runId;
}

/** Where a record of the ledger is from: it came there because GitHub confirmed what it claims. */
function acceptedSource({ repository, commit, workflow }: EvaluationRecord): Source | null {
  if (workflow === undefined) return null;
  const { runId, attempt, event } = workflow;
  return { repository, commit, runId, attempt, event, workflow: null };
}
