import { posix } from 'node:path';
import { readChampion } from '../../adapters/github/champion.ts';
import { readFile } from '../../adapters/github/files.ts';
import type { StoredEntry } from '../../adapters/github/ledger.ts';
import type { Proposal, Proposed } from '../../adapters/github/proposal.ts';
import { renderStarted } from '../../core/report/retrain-start.ts';
import { startTraining, trainingWorkflow } from './start-workflow.ts';
import { withRequester } from '../../core/proposal/requester.ts';
import { renderRetrainBody, retrainTitle } from '../../core/report/index.ts';
import { olderWindow } from '../../core/report/retrain-wait.ts';
import type { Asks } from '../../core/retrain/asks.ts';
import { driftedStretch } from '../../core/drift/drifted-stretch.ts';
import { driftedWindow, endsBefore } from '../../core/drift/drifted-window.ts';
import { planRetraining, type RetrainPlan } from '../../core/retrain/plan.ts';
import { withDriftRecord } from '../../core/retrain/trailer.ts';
import type { DriftRecord, ModelConfig, Window } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { RetrainReason } from '../jobs/job.ts';
import { proposeChange } from '../propose.ts';
import { retrainBranch } from './branch.ts';
import { readEarlier } from './earlier.ts';
import type { RetrainingScene } from './gather.ts';
import type { Retrained } from './retrain.ts';

/** The model, what its configuration says, and the commit of the default branch that says so. */
interface Place {
  readonly model: string;
  readonly config: ModelConfig;
  readonly ledger: readonly StoredEntry[];
  readonly baseSha: string;
}

/** Why it is proposed. */
interface Occasion {
  readonly reason: RetrainReason;
  /** Null where nothing drifts, and only a person asks. */
  readonly asks: Asks | null;
}

/** Makes the model's retraining pull request set what `retrain.set` says, for the window of the drift. */
export async function proposeRetraining(
  context: JobContext,
  place: Place,
  scene: RetrainingScene,
  { reason, asks }: Occasion,
): Promise<Retrained> {
  const { reports } = scene.facts;
  const newest = asks?.record ?? reports.find(({ outcome }) => outcome === 'drift') ?? null;
  const window = reason.window ?? windowOf(newest, reports);
  // A report that comes late must not turn a retraining back.
  if (reason.window !== null && newest !== null && isOlder(reason.window, newest)) {
    return { kind: 'waiting', reason: olderWindow(place.model, reason.window, newest) };
  }
  const plan = await makePlan(context, place, window);
  if (plan.changes.length === 0) return { kind: 'current' };
  const reported = newest !== null && isOf(newest, reason.window) ? newest : null;
  return propose(context, place, scene, { plan, reported, reason, asks });
}

/** The window of the drift; of another monitor's alarm, which may have none, the newest that is known. */
function windowOf(
  newest: DriftRecord | null,
  reports: readonly DriftRecord[],
): DriftRecord['window'] {
  const known = [...(newest === null ? [] : [newest]), ...reports].map(driftedStretch);
  return known.find((window) => window !== null) ?? null;
}

function isOlder(window: Window, record: DriftRecord): boolean {
  return endsBefore(driftedWindow({ window }), driftedWindow(record));
}

function isOf(record: DriftRecord, asked: RetrainReason['window']): boolean {
  const window = driftedStretch(record);
  return asked === null || (window?.start === asked.start && window.end === asked.end);
}

async function makePlan(
  { repository }: JobContext,
  { model, config, baseSha }: Place,
  window: DriftRecord['window'],
): Promise<RetrainPlan> {
  const folder = config.path ?? '.';
  return planRetraining(model, config, window, async (file) =>
    readFile(repository, posix.join(folder, file), baseSha),
  );
}

async function propose(
  context: JobContext,
  { model, ledger, baseSha }: Place,
  { facts, pulls }: RetrainingScene,
  {
    plan,
    reported,
    reason,
    asks,
  }: Occasion & { readonly plan: RetrainPlan; readonly reported: DriftRecord | null },
): Promise<Retrained> {
  const { repository, defaultBranch, repositoryUrl, proposer } = context;
  const champion = await readChampion(repository, ledger, model);
  const title = retrainTitle(model);
  const runId = reported?.workflow?.runId;
  const message = withDriftRecord(reported?.id ?? null, `${title}\n\n${plan.sentence}`);
  const proposal: Proposal = {
    branch: retrainBranch(model),
    base: defaultBranch,
    baseSha,
    files: plan.files,
    message: withRequester(reason.requestedBy, message),
    title,
    body: renderRetrainBody({
      model,
      drift: reported,
      row: reported === null ? [] : (asks?.row ?? []),
      requestedBy: reason.requestedBy,
      asked: facts.asked,
      changes: plan.changes,
      champion: champion?.version ?? null,
      earlier: await readEarlier(repository, ledger, model, pulls),
      runUrl: runId === undefined ? null : `${repositoryUrl}/actions/runs/${runId}`,
    }),
    whenAlike: 'reword',
  };
  const proposed = proposer.account.startsWorkflows
    ? await proposeChange(context, proposal)
    : await proposeAndStart(context, model, ledger, facts.policy.workflow, proposal);
  return { kind: 'proposed', title, wanted: plan.sentence, proposed };
}

/** GitHub starts no workflow for what a job's own token opens: it is started here. */
async function proposeAndStart(
  context: JobContext,
  model: string,
  ledger: readonly StoredEntry[],
  named: string | null,
  proposal: Proposal,
): Promise<Proposed> {
  const workflow = await trainingWorkflow(context, ledger, model, named);
  const proposed = await proposeChange(context, proposal, renderStarted(workflow));
  if (proposed.kind === 'taken-over') return proposed;
  await startTraining(context, model, proposed.number, workflow);
  return proposed;
}
