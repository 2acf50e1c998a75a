import { InputError } from '../../core/errors.ts';
import type { EvaluationRecord, ModelArtifact, RunRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { outputsDigest } from '../outputs-digest.ts';

/** A model whose bytes are those that were evaluated. */
export interface JudgedModel {
  readonly run: Readonly<RunRecord>;
  readonly evaluation: Readonly<EvaluationRecord>;
  readonly artifact: ModelArtifact;
  readonly evaluationSet: string;
}

/**
 * Reads the records of this job and holds the outputs on disk to them: registered bytes equal evaluated bytes.
 * Throws an InputError when a record is missing, tells of a failure or of another commit, or when a byte differs.
 */
export async function judgedModel(step: Step, model: Model): Promise<JudgedModel> {
  const run = await model.records.read('run');
  const evaluation = await model.records.read('evaluation');
  if (run === null || evaluation === null) {
    const missing = run === null ? 'train' : 'evaluate';
    throw new InputError(
      'no-record',
      `There is no ${missing === 'train' ? 'run' : 'evaluation'} record of ${model.name} in this job: put a step with the action ${missing} before this one.`,
    );
  }
  for (const record of [run, evaluation]) {
    if (record.status === 'succeeded') continue;
    throw new InputError(
      'not-succeeded',
      `${model.name} is not registered, because its ${record.producer.action} step failed: ${record.failure?.message ?? 'no reason was recorded.'}`,
    );
  }
  if (evaluation.commit !== step.job.commit || run.commit !== step.job.commit) {
    throw new InputError(
      'other-commit',
      `The records of ${model.name} are of commit ${evaluation.commit}, and this is ${step.job.commit}: train and evaluate in the same job.`,
    );
  }
  for (const { checkout } of [model, run, evaluation]) {
    if (checkout === step.job.commit) continue;
    throw new InputError(
      'other-checkout',
      `${model.name} was made from the checked out commit ${checkout}, and this job is for ${step.job.commit}: let actions/checkout take what it takes by itself, without "ref".`,
    );
  }
  const artifact = await outputsDigest(model);
  if (artifact.digest !== evaluation.artifact || artifact.digest !== run.artifact?.digest) {
    throw new InputError(
      'outputs-changed',
      `The outputs of ${model.name} changed after they were evaluated: they are ${artifact.digest} now and were ${evaluation.artifact ?? 'unknown'}. Let no step between evaluate and register write to ${model.config.train.outputs.join(', ')}.`,
    );
  }
  if (evaluation.evaluationSet === undefined) {
    throw new InputError(
      'no-evaluation-set',
      `The evaluation record of ${model.name} names no evaluation set: run the action evaluate again.`,
    );
  }
  return { run, evaluation, artifact, evaluationSet: evaluation.evaluationSet.digest };
}
