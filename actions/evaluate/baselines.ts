import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { fetchPredictions } from '../../adapters/actions-runtime/fetch-predictions.ts';
import { gatherBaselines } from '../../adapters/github/baselines.ts';
import { newestDrift } from '../../adapters/github/newest-drift.ts';
import { firstParent } from '../../adapters/github/branches.ts';
import { compare } from '../../adapters/github/compare.ts';
import { listLedger, readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import { type GitHubRepository, statusOf } from '../../adapters/github/repository.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import { readPredictions } from '../../adapters/tabular/predictions.ts';
import { baselineName } from '../../core/baseline/comparable.ts';
import { AssayError } from '../../core/errors.ts';
import type { Baseline } from '../../core/judge/facts.ts';
import type { WindowedDrift } from '../../core/evaluation/on-drift.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { EvaluationRecord, VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';
import { predictionsName } from '../predictions-name.ts';

/** What a candidate may be compared with, and where its versions are told of. */
export interface Found {
  /** Best first. Which of them the candidate is compared with, the app decides again. */
  readonly baselines: readonly Baseline[];
  /** The registered version with this evaluation; null where there is none. */
  readonly versionOf: (evaluation: Readonly<EvaluationRecord>) => Promise<VersionRecord | null>;
  /** The newest drift on record that has a window; null where there is none. */
  readonly newestDrift: () => Promise<WindowedDrift | null>;
}

const nothing: Found = {
  baselines: [],
  versionOf: () => Promise.resolve(null),
  newestDrift: () => Promise.resolve(null),
};

/** Looks up the baselines in the ledger. It is a help: what fails is a warning. */
export async function findBaselines(step: Step<'token'>, model: Model): Promise<Found> {
  if (step.input('token') === '') {
    core.info('Without the input "token" no baseline is looked for: the values stand alone.');
    return nothing;
  }
  const repository = repositoryWithToken(step.job, step.input('token'));
  try {
    const ledger = await listLedger(repository);
    const from = ledger.length === 0 ? null : await comparedFrom(step, repository);
    if (from === null) return nothing;
    const { baselines } = await gatherBaselines(repository, ledger, model.name, from);
    const versionOf = (evaluation: Readonly<EvaluationRecord>): Promise<VersionRecord | null> =>
      versionWith(repository, ledger, evaluation);
    const hasMonitor = model.config.monitor !== undefined;
    return {
      baselines,
      versionOf,
      newestDrift: () => newestDrift(repository, ledger, model.name, hasMonitor),
    };
  } catch (error) {
    core.warning(`No baseline could be looked up: ${whyNot(error)}`, { title: 'Assay evaluate' });
    return nothing;
  }
}

/** The commit that the candidate starts from: the merge base of its pull request, else its first parent. */
async function comparedFrom({ job }: Step, repository: GitHubRepository): Promise<string | null> {
  if (job.pullRequest !== null) {
    const { base, head } = job.pullRequest;
    return (await compare(repository, base, head)).mergeBase;
  }
  return firstParent(repository, job.commit);
}

async function versionWith(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  { id, commit, model }: Readonly<EvaluationRecord>,
): Promise<VersionRecord | null> {
  const here = ledger.filter(
    (entry) =>
      entry.kind === 'version' && entry.model === model && commit.startsWith(entry.shortCommit),
  );
  for (const entry of here) {
    const version = await readEntry(repository, entry, 'version');
    if (version?.evaluation === id) return version;
  }
  return null;
}

/**
 * The predictions of a baseline, row by row: from the artifact of its workflow run, or, once that has expired, from the
 * version that was registered with it. Else why they are not to be had, as a sentence.
 */
export async function baselinePredictions(
  step: Step<'token'>,
  model: Model,
  baseline: Baseline,
  versionOf: Found['versionOf'],
): Promise<Result<Predictions>> {
  const folder = join(model.records.root, 'baseline');
  await rm(folder, { recursive: true, force: true });
  try {
    const { evaluation } = baseline;
    const kept = await fetchPredictions(step.job, step.input('token'), evaluation, folder);
    if (kept.ok) return ok(await readRows(model, baseline, kept.value));
    const version = await versionOf(evaluation);
    const path = await registeredPredictions(step, model, version, evaluation, folder);
    return path === null ? kept : ok(await readRows(model, baseline, path));
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return failed(error.message);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The baseline's file is read by the column names of now: where they changed, it says which is missing. */
function readRows({ config }: Model, baseline: Baseline, path: string): Promise<Predictions> {
  const { evaluate, task } = config;
  const shown = `the predictions of ${baselineName(baseline)}`;
  return readPredictions(path, shown, evaluate.predictions, task, { slices: [] });
}

/** Null where the version was published without them. */
async function registeredPredictions(
  step: Step<'token'>,
  model: Model,
  version: VersionRecord | null,
  { predictions }: Readonly<EvaluationRecord>,
  folder: string,
): Promise<string | null> {
  if (version === null || predictions === undefined) return null;
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'registered');
  const file = { ...predictions, name: predictionsName(predictions.path) };
  try {
    await openRegistry(step, model).download(version, file, path);
    return path;
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    core.info(`The version ${version.tag} has no predictions to compare with: ${error.message}`);
    return null;
  }
}

function whyNot(error: unknown): string {
  if (statusOf(error) === 403) {
    return 'GitHub refused the ledger: add "contents: read" to the permissions of the job.';
  }
  return error instanceof Error ? error.message : String(error);
}
