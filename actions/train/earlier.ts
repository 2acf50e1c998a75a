import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { modelArtifactName } from '../../adapters/actions-runtime/artifact.ts';
import { fetchArtifact } from '../../adapters/actions-runtime/fetch-artifact.ts';
import { unpack } from '../../adapters/archive/index.ts';
import { digestFile, digestFiles, digestTree, placeFiles } from '../../adapters/files/index.ts';
import { statusOf } from '../../adapters/github/repository.ts';
import { trainingsOfPull } from '../../adapters/github/trainings-of-pull.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type EarlierTraining, earlierTraining } from '../../core/reuse/earlier-training.ts';
import type { EvaluationRecord, ModelArtifact, RunRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { keptFolder, keptModel } from '../kept-model.ts';
import type { Model } from '../open-model.ts';
import { seedsOf } from '../seed-outputs.ts';
import { writtenData } from '../written-data.ts';

/** The outputs of an earlier training, in their place. */
export interface TakenOver {
  readonly artifact: ModelArtifact;
  readonly reused: NonNullable<RunRecord['reused']>;
}

/** Events of the default branch on which the judged model of a merge is looked for. */
const eventsAfterMerge: ReadonlySet<string> = new Set(['push', 'workflow_dispatch']);

/**
 * Train once: on the default branch, takes the very bytes that were judged in the pull request that was merged, if
 * training would have the same fingerprint. Null, with the reason in the log, where there are none or where they are not
 * what was judged; then the model is trained. Never a failure: training again is always right.
 */
export async function takeEarlier(
  step: Step<'token' | 'config'>,
  model: Model,
  fingerprint: string,
): Promise<TakenOver | null> {
  if (!isAfterMerge(step) || model.config.train.keep === false) return null;
  if (step.input('token') === '') {
    core.info('Without the input "token" no judged model is looked for: the model is trained.');
    return null;
  }
  const found = await findEarlier(step, model, fingerprint);
  const taken = found.ok ? await fetchEarlier(step, model, found.value) : found;
  if (!taken.ok) {
    core.notice(`${model.name} is trained again. ${taken.reason}`, { title: 'Assay train' });
    return null;
  }
  const { reused, artifact } = taken.value;
  core.notice(
    `Nothing is trained: ${model.name} is the model that was judged at ${reused.commit.slice(0, 7)} (${artifact.digest}).`,
  );
  return taken.value;
}

function isAfterMerge({ job }: Step): boolean {
  const onDefaultBranch = job.ref === `refs/heads/${job.defaultBranch ?? 'main'}`;
  return onDefaultBranch && eventsAfterMerge.has(job.event);
}

async function findEarlier(
  step: Step<'token' | 'config'>,
  { name }: Model,
  fingerprint: string,
): Promise<Result<EarlierTraining>> {
  try {
    const repository = repositoryWithToken(step.job, step.input('token'));
    const { pull, offers } = await trainingsOfPull(repository, step.job.commit, name);
    const configPath = step.input('config');
    const decided = offers.map((offer) => earlierTraining(offer, fingerprint, configPath));
    const [first] = decided;
    const nothing =
      pull === null
        ? 'The commit was pushed without a pull request.'
        : `No workflow run at the head of #${pull} has left records of ${name}.`;
    return decided.find((one) => one.ok) ?? first ?? failed(nothing);
  } catch (error) {
    return failed(`The judged model could not be looked up: ${whyNot(error)}`);
  }
}

function whyNot(error: unknown): string {
  const status = statusOf(error);
  if (status === 403 || status === 404) {
    return 'GitHub refused it: add "actions: read" and "pull-requests: read" to the permissions of the job.';
  }
  return error instanceof Error ? error.message : String(error);
}

/** Fetches the archives, and puts in place what is in them if the model is, by its digest, the one that was judged. */
async function fetchEarlier(
  step: Step<'token'>,
  model: Model,
  { run, evaluation }: EarlierTraining,
): Promise<Result<TakenOver>> {
  const { artifact, workflow, commit } = run;
  if (artifact === undefined || workflow === undefined) return failed('Its record is incomplete.');
  const name = modelArtifactName(model.name);
  const folder = keptFolder(model);
  const { outputs, seeds } = keptModel(model);
  const written = evaluation.inspection?.data?.sets ?? [];
  const bytes =
    (artifact.bytes + (evaluation.predictions?.bytes ?? 0)) * seedsOf(model) +
    written.reduce((sum, set) => sum + (set.bytes ?? 0), 0);
  const limits = { entries: (artifact.files.length + 100) * seedsOf(model) + 10_000, bytes };
  await rm(folder, { recursive: true, force: true });
  try {
    const wanted = { name, what: 'the judged model', runId: workflow.runId, commit, bytes };
    const fetched = await fetchArtifact(step.job, step.input('token'), wanted, folder);
    if (!fetched.ok) return fetched;
    const unpacked = join(folder, 'unpacked');
    await mkdir(unpacked);
    await unpack(join(folder, outputs.name), unpacked, limits);
    const found = await digestTree(unpacked, model.config.train.outputs);
    const other =
      found.digest === artifact.digest
        ? await otherFile(unpacked, model, evaluation)
        : `the model ${artifact.digest}`;
    if (other !== null)
      return failed(`The artifact ${name} does not hold ${other} that was judged.`);
    if (seeds !== null) await unpackSeeds(model, join(folder, seeds.name), limits);
    await placeFiles(unpacked, model.folder, outputs.paths);
    return ok({ artifact: found, reused: { run: run.id, commit, workflow } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(`The artifact ${name} can't be used: ${reason}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What training wrote beside the model and is not what the evaluation saw; null where all of it is. */
async function otherFile(
  folder: string,
  model: Model,
  { predictions, inspection }: Readonly<EvaluationRecord>,
): Promise<string | null> {
  const { evaluate } = model.config;
  if (evaluate.run === undefined) {
    const found = await digestFile(join(folder, evaluate.predictions.path)).catch(() => null);
    if (found !== predictions?.digest) return `the file ${evaluate.predictions.path}`;
  }
  for (const path of writtenData(model, 'training')) {
    const judged = inspection?.data?.sets.find((set) => set.path === path)?.digest;
    // A set that was not looked at is known by nothing but the run.
    if (judged === undefined) continue;
    const [found] = await digestFiles(folder, [path], 'data');
    if (found?.digest !== judged) return `the data ${path}`;
  }
  return null;
}

/** The outputs of the other seeds lie beside the records. */
async function unpackSeeds(
  { records }: Model,
  archive: string,
  limits: Parameters<typeof unpack>[2],
): Promise<void> {
  await rm(join(records.root, 'seeds'), { recursive: true, force: true });
  const unpacked = `${archive}.unpacked`;
  await mkdir(unpacked);
  await unpack(archive, unpacked, limits);
  await placeFiles(unpacked, records.root, ['seeds']);
}
