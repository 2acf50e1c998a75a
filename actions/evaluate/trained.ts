import { InputError } from '../../core/errors.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { outputsDigest } from '../outputs-digest.ts';

/** What an evaluation record says of the model that was evaluated. */
export type Trained = Pick<EvaluationRecord, 'run' | 'fingerprint' | 'artifact'>;

/**
 * The model that lies on disk, and the training in this job that made it. Throws an InputError when that training
 * failed, was of another commit, or when the outputs are not what it wrote. Without a step train, the model is known
 * by its digest only.
 */
export async function trainedModel(step: Step, model: Model): Promise<Trained> {
  const run = await model.records.read('run');
  if (run?.status === 'failed') {
    throw new InputError(
      'not-trained',
      `${model.name} is not evaluated, because its training failed: ${run.failure?.message ?? 'no reason was recorded.'}`,
    );
  }
  const artifact = await outputsDigest(model);
  if (run === null) return { artifact: artifact.digest };
  if (run.commit !== step.job.commit) {
    throw new InputError(
      'other-commit',
      `The run record of ${model.name} is of commit ${run.commit}, and this is ${step.job.commit}: train and evaluate in the same job.`,
    );
  }
  if (run.artifact?.digest !== artifact.digest) {
    throw new InputError(
      'outputs-changed',
      `The outputs of ${model.name} changed after the training: they are ${artifact.digest} now and were ${run.artifact?.digest ?? 'unknown'}. Let no step between train and evaluate write to ${model.config.train.outputs.join(', ')}.`,
    );
  }
  return { run: run.id, fingerprint: run.fingerprint, artifact: artifact.digest };
}
