import type { Predictions } from '../predictions/predictions.ts';
import type { Need } from './metric.ts';

/** Columns that a metric needs, for the quantile that is its parameter where it has one. */
interface NeededColumns {
  readonly isThere: (predictions: Predictions, quantile: number) => boolean;
  /** The code of the error where they are not there. */
  readonly code: string;
  /**
   * What goes on behind the name of the metric: `is computed from …: name its column in <key>`. `key` makes the whole
   * key of one under `evaluate.predictions`.
   */
  readonly toName: (key: (name: string) => string, quantile: number) => string;
}

/** By need, what there must be and what to say where it is not. */
export const neededColumns: Readonly<Record<Need, NeededColumns>> = {
  score: {
    isThere: (predictions) => predictions.kind === 'binary' && predictions.scores !== null,
    code: 'no-score',
    toName: (key) =>
      `is computed from the probability of the positive class: name its column in ${key('score')}`,
  },
  scores: {
    isThere: (predictions) => predictions.kind === 'multiclass' && predictions.scores !== null,
    code: 'no-scores',
    toName: (key) =>
      `is computed from the probability of each class: name their columns in ${key('scores')}`,
  },
  bounds: {
    isThere: (predictions) => predictions.kind === 'numeric' && predictions.bounds !== null,
    code: 'no-bounds',
    toName: (key) =>
      `is computed from predicted intervals: name the columns of their ends in ${key('lower')} and ${key('upper')}`,
  },
  quantiles: {
    isThere: (predictions, quantile) =>
      predictions.kind === 'numeric' && predictions.quantiles.has(quantile),
    code: 'no-quantile',
    toName: (key, quantile) =>
      `is computed from the predicted ${quantile} quantile: name its column under ${quantile} in ${key('quantiles')}`,
  },
};
