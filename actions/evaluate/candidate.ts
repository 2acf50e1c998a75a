import { AssayError, InputError } from '../../core/errors.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { failureOf } from '../failure.ts';
import type { Model } from '../open-model.ts';
import { outputsDigest } from '../outputs-digest.ts';
import { evaluateOutputs, type MeasuredRows, reportedMetrics } from './evaluation.ts';
import { evaluateSeeds } from './seeds.ts';
import { type Trained, trainedModel } from './trained.ts';

/** The fields of an evaluation record that tell of the evaluation itself. */
export type EvaluationFields = Omit<
  EvaluationRecord,
  'schema' | 'id' | 'createdAt' | 'producer' | 'repository' | 'commit' | 'workflow' | 'model'
>;

/** The candidate's evaluation: what was measured of it, or why it failed. */
export type CandidateEvaluation = { readonly fields: EvaluationFields } & (
  (MeasuredRows & { readonly error: null }) | { readonly error: AssayError }
);

/** Evaluates the model that lies on disk. What the user can mend is told by the answer, not thrown. */
export async function evaluateCandidate(step: Step, model: Model): Promise<CandidateEvaluation> {
  try {
    const trained = await trainedModel(step, model);
    const evaluated = await evaluateOutputs(step, model, 'evaluation');
    const { durationSeconds } = evaluated;
    if (evaluated.kind === 'failed') {
      return failedEvaluation(model, evaluated.error, { trained, durationSeconds });
    }
    await requireUnchanged(model, trained);
    const { measured, predictions } = evaluated;
    const reported = await reportedMetrics(step, model);
    const seeds = await evaluateSeeds(step, model, measured.metrics);
    const fields = { ...measured, reported, durationSeconds, ...seeds };
    return {
      fields: { status: 'succeeded', ...aboutCandidate(model, trained), ...fields },
      measured,
      predictions,
      error: null,
    };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return failedEvaluation(model, error, { trained: {}, durationSeconds: null });
  }
}

/** Registered bytes are evaluated bytes: an evaluation command that writes into the model would make it another. */
async function requireUnchanged(model: Model, { artifact }: Trained): Promise<void> {
  const { digest } = await outputsDigest(model);
  if (digest === artifact) return;
  throw new InputError(
    'outputs-changed',
    `The evaluation command of ${model.name} wrote into ${model.config.train.outputs.join(', ')}, which are the model: let it write elsewhere.`,
  );
}

function failedEvaluation(
  model: Model,
  error: AssayError,
  { trained, durationSeconds }: { trained: Trained; durationSeconds: number | null },
): CandidateEvaluation {
  return {
    fields: {
      status: 'failed',
      failure: failureOf(error),
      ...aboutCandidate(model, trained),
      metrics: {},
      reported: [],
      durationSeconds,
    },
    error,
  };
}

function aboutCandidate(
  model: Model,
  trained: Trained,
): Pick<EvaluationFields, 'checkout' | 'task' | 'subject' | keyof Trained> {
  return {
    checkout: model.checkout,
    task: model.config.task,
    subject: { kind: 'candidate' },
    ...trained,
  };
}
