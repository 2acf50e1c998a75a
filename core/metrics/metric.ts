import type { ModelConfig } from '../../schemas/types.ts';
import type { Predictions } from './predictions.ts';

/** What a model predicts, as the configuration says it. */
export type Task = ModelConfig['task'];

/** One number that says how good predictions are. */
export interface Metric {
  /** As it is written in the configuration and in the records. */
  readonly id: string;
  /** As a person reads it. */
  readonly label: string;
  /** Which way is better. */
  readonly direction: 'higher' | 'lower';
  readonly tasks: readonly Task[];
  /** Whether it is computed from the probability of the positive class (`evaluate.predictions.score`). */
  readonly needsScore: boolean;
  /** Null where the metric is not defined for these predictions, or not finite. */
  readonly compute: (predictions: Predictions) => number | null;
}

/** The value itself where it is a finite number, else null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
