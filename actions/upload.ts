import * as core from '@actions/core';
import { UnavailableError } from '../core/errors.ts';
import {
  artifactName,
  artifactsAvailable,
  predictionsArtifactName,
  uploadPredictions,
  uploadRecords,
} from '../adapters/actions-runtime/artifact.ts';
import { resolveWithin } from '../adapters/files/index.ts';
import type { Step } from './action.ts';
import type { Model } from './open-model.ts';

/** Uploads a model's records as its artifact, which is where the app finds them; says so when there is no service. */
export async function upload(step: Step, model: Model): Promise<void> {
  if (!artifactsAvailable(step.variables)) {
    core.info(
      `Not uploaded: this is no runner of GitHub. The records are in ${model.records.root}.`,
    );
    return;
  }
  const { id, replaced } = await uploadRecords(model.name, model.records);
  if (replaced) tellReplaced(step, model);
  core.info(`Uploaded the records as the artifact ${artifactName(model.name)} (${id}).`);
}

/**
 * Keeps the predictions as an artifact of their own, so that a later evaluation can be compared with this one row by
 * row. It is a help: what fails is a warning.
 */
export async function keepPredictions(step: Step, model: Model): Promise<void> {
  const { path, keep = true } = model.config.evaluate.predictions;
  if (!keep || !artifactsAvailable(step.variables)) return;
  try {
    const file = resolveWithin(model.folder, path);
    const { id } = await uploadPredictions(model.name, file, model.records);
    core.info(
      `Kept the predictions as the artifact ${predictionsArtifactName(model.name)} (${id}).`,
    );
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    core.warning(error.message);
  }
}

/** A run that was started again finds the artifact of its earlier attempt, which is as it should be. */
function tellReplaced({ job }: Step, { name }: Model): void {
  if ((job.workflow?.attempt ?? 1) > 1) {
    core.info(`Replaced the records of ${name} that an earlier attempt of this run had uploaded.`);
    return;
  }
  core.warning(
    `Replaced the records of ${name} that another job of this run had uploaded: a model has one artifact in a run, so give its steps to one job.`,
  );
}

/**
 * Uploads the records of a step that failed, because nobody else will: the steps after it are skipped. What fails here
 * is a warning, so that the step's own failure is what a person sees. A cancelled job has no time for it.
 */
export async function uploadFailure(step: Step, model: Model): Promise<void> {
  if (step.cancelled.aborted) return;
  try {
    await upload(step, model);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    core.warning(error.message);
  }
}
