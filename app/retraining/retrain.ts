import { posix } from 'node:path';
import { branchHead } from '../../adapters/github/branches.ts';
import { readFile } from '../../adapters/github/files.ts';
import { pauseOf } from '../../adapters/github/holds.ts';
import { listLedger, readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { Proposed } from '../../adapters/github/proposal.ts';
import { modelOf } from '../../core/config/read.ts';
import { AssayError, UnavailableError } from '../../core/errors.ts';
import { heldBack } from '../../core/report/hold.ts';
import { type RetrainPlan, planRetraining } from '../../core/retrain/plan.ts';
import { renderRetrainBody, retrainTitle } from '../../core/report/index.ts';
import type { DriftRecord, ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import type { RetrainReason } from '../jobs/job.ts';
import { readChampion } from '../../adapters/github/champion.ts';
import { withRequester } from '../../core/proposal/requester.ts';
import { proposeChange } from '../propose.ts';
import { readOwnConfiguration } from '../review/configuration.ts';

/** What became of the wish to train a model again. */
export type Retrained =
  | { readonly kind: 'refused'; readonly reason: string }
  /** The default branch trains on this window already. */
  | { readonly kind: 'current' }
  | {
      readonly kind: 'proposed';
      readonly title: string;
      /** What should change, as a sentence, for when the branch is people's. */
      readonly wanted: string;
      readonly proposed: Proposed;
    };

/** Proposes to move a model's training window to where the data has gone. What can't be done is an answer. */
export async function retrain(
  context: JobContext,
  model: string,
  reason: RetrainReason,
): Promise<Retrained> {
  const { repository, defaultBranch } = context;
  const baseSha = await branchHead(repository, defaultBranch);
  const configuration = await readOwnConfiguration(repository, baseSha);
  if (configuration.kind === 'absent') {
    return { kind: 'refused', reason: `There is no ${configPath} on ${defaultBranch}.` };
  }
  if (configuration.kind === 'wrong') return { kind: 'refused', reason: configuration.problem };
  try {
    const config = modelOf(configuration.config, model, configPath);
    const ledger = await listLedger(repository);
    const pause = await pauseOf(repository, ledger, model);
    if (pause !== null) return { kind: 'refused', reason: heldBack(pause) };
    const drift = await newestDrift(context, ledger, model);
    const window = reason.window ?? drift?.window ?? null;
    if (window === null) {
      const sentence = `There is no drift record of ${model} with a window yet: run its monitor first.`;
      return { kind: 'refused', reason: sentence };
    }
    // A report that comes late must not turn a retraining back.
    if (drift?.window && Date.parse(window.end) < Date.parse(drift.window.end)) {
      return { kind: 'current' };
    }
    const plan = await makePlan(context, model, config, window, baseSha);
    if (plan.changes.length === 0) return { kind: 'current' };
    const reported = drift !== null && sameWindow(drift, window) ? drift : null;
    return await proposePlan(context, ledger, model, plan, { reported, reason, baseSha });
  } catch (error) {
    if (!(error instanceof AssayError) || error instanceof UnavailableError) throw error;
    return { kind: 'refused', reason: error.message };
  }
}

function sameWindow(
  { window }: Readonly<DriftRecord>,
  other: { readonly start: string; readonly end: string },
): boolean {
  return window?.start === other.start && window.end === other.end;
}

async function makePlan(
  { repository }: JobContext,
  model: string,
  config: ModelConfig,
  window: { readonly start: string; readonly end: string },
  baseSha: string,
): Promise<RetrainPlan> {
  const folder = config.path ?? '.';
  return planRetraining(model, config, window, async (file) =>
    readFile(repository, posix.join(folder, file), baseSha),
  );
}

async function proposePlan(
  context: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  plan: RetrainPlan,
  {
    reported,
    reason,
    baseSha,
  }: {
    readonly reported: Readonly<DriftRecord> | null;
    readonly reason: RetrainReason;
    readonly baseSha: string;
  },
): Promise<Retrained> {
  const { repository, defaultBranch, repositoryUrl } = context;
  const champion = await readChampion(repository, ledger, model);
  const title = retrainTitle(model);
  const runId = reported?.workflow?.runId;
  const proposed = await proposeChange(context, {
    branch: `assay/retrain/${model}`,
    base: defaultBranch,
    baseSha,
    files: plan.files,
    message: withRequester(reason.requestedBy, `${title}\n\n${plan.sentence}`),
    title,
    body: renderRetrainBody({
      model,
      drift: reported,
      requestedBy: reason.requestedBy,
      changes: plan.changes,
      champion: champion?.version ?? null,
      runUrl: runId === undefined ? null : `${repositoryUrl}/actions/runs/${runId}`,
    }),
    whenAlike: 'reword',
  });
  return { kind: 'proposed', title, wanted: plan.sentence, proposed };
}

async function newestDrift(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<Readonly<DriftRecord> | null> {
  const entries = ledger.filter((entry) => entry.kind === 'drift' && entry.model === model);
  for (const entry of entries.toReversed()) {
    const record = await readEntry(repository, entry, 'drift');
    if (record?.outcome === 'drift') return record;
  }
  return null;
}
