import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { digestFiles, removeFiles, resolveWithin } from '../../adapters/files/index.ts';
import { readMlflowMetrics, readReportedMetrics } from '../../adapters/metric-files/index.ts';
import { readPredictions } from '../../adapters/tabular/predictions.ts';
import { AssayError, InputError } from '../../core/errors.ts';
import { computeMetrics } from '../../core/metrics/compute.ts';
import { evaluationSet } from '../../core/predictions/evaluation-set.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { type Purpose, runCommand } from '../run-command.ts';
import { writtenData } from '../written-data.ts';

/** What the predictions of one model say, as a record has it. */
export type Measured = Required<
  Pick<EvaluationRecord, 'evaluationSet' | 'predictions' | 'metrics'>
>;

/** A measured model, with the rows that it predicted. */
export interface MeasuredRows {
  readonly measured: Measured;
  readonly predictions: Predictions;
}

/** How an evaluation went. What the user can mend is a reason, not an exception. */
export type Evaluated =
  | (MeasuredRows & { readonly kind: 'measured'; readonly durationSeconds: number | null })
  | {
      readonly kind: 'failed';
      readonly error: AssayError;
      readonly durationSeconds: number | null;
    };

/** Runs the evaluation command, if there is one, and computes the metrics from the predictions that are there then. */
export async function evaluateOutputs(
  step: Step,
  model: Model,
  purpose: Purpose,
): Promise<Evaluated> {
  const { run, predictions } = model.config.evaluate;
  const { outputs, inputs, params = [], lock = [] } = model.config.train;
  // What is judged must not lie there from before: in git, or on a runner that is used again. Reports are only shown,
  // and may be what training wrote.
  if (run !== undefined) {
    const written = [predictions.path, ...writtenData(model, 'evaluation')];
    await removeFiles(model.folder, written, [...outputs, ...inputs, ...params, ...lock]);
  }
  const executed = run === undefined ? null : await runCommand(step, model, purpose, run);
  const durationSeconds = executed?.result.durationSeconds ?? null;
  const failure = executed?.failure ?? null;
  if (failure !== null) return { kind: 'failed', error: failure, durationSeconds };
  try {
    return { kind: 'measured', ...(await measure(model)), durationSeconds };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { kind: 'failed', error, durationSeconds };
  }
}

/** The project's own numbers: from its files, and from MLflow where the configuration names a server. */
export async function reportedMetrics(
  step: Step,
  model: Model,
): Promise<EvaluationRecord['reported']> {
  const { report = [], mlflow } = model.config.evaluate;
  const read = await readReportedMetrics(model.folder, report);
  if (mlflow === undefined) return read;
  return [...read, await readMlflowMetrics(model.folder, mlflow, step.variables)];
}

async function measure(model: Model): Promise<MeasuredRows> {
  const { task, evaluate } = model.config;
  const { path } = evaluate.predictions;
  const file = resolveWithin(model.folder, path);
  if (!(await stat(file).catch(() => null))?.isFile()) {
    throw new InputError(
      'no-predictions',
      `The predictions of ${model.name} are not at ${path}: ${evaluate.run === undefined ? 'the training command' : 'the evaluation command'} must write them there, or evaluate.predictions.path must say where they are.`,
    );
  }
  // Named from the repository's root, so that an annotation finds it.
  const shown = posix.join(model.config.path ?? '.', path);
  const predictions = await readPredictions(file, shown, evaluate.predictions, task, {
    slices: evaluate.slices ?? [],
  });
  const [digest] = await digestFiles(model.folder, [path], 'evaluate.predictions.path');
  if (digest === undefined) throw new TypeError(`There is no digest of ${path}.`);
  const measured = {
    evaluationSet: evaluationSet(predictions),
    predictions: digest,
    metrics: computeMetrics(evaluate.metrics, predictions),
  };
  return { measured, predictions };
}
