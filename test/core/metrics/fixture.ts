import { expect } from 'vitest';
import { prepareMetrics } from '../../../core/metrics/prepare.ts';
import { weightsOf } from '../../../core/metrics/weights.ts';
import type {
  BinaryPredictions,
  MulticlassPredictions,
  NumericPredictions,
  Predictions,
  RankingPredictions,
  Rows,
} from '../../../core/predictions/predictions.ts';

export { inputErrorOf } from '../predictions/fixture.ts';

type Numbers = readonly number[];

function rowsOf(labels: Numbers, weights: Numbers | null | undefined): Rows {
  return {
    rows: labels.length,
    keys: null,
    weights: weights === null || weights === undefined ? null : Float64Array.from(weights),
    clusters: null,
    slices: [],
  };
}

/** What a binary model predicted; classes are 0 and 1. */
export function binary(columns: {
  readonly labels: Numbers;
  readonly predicted?: Numbers;
  readonly scores?: Numbers;
  readonly weights?: Numbers | null;
}): BinaryPredictions {
  const { labels, predicted = labels, scores, weights } = columns;
  return {
    kind: 'binary',
    ...rowsOf(labels, weights),
    positive: 'yes',
    negative: 'no',
    labels: Uint8Array.from(labels),
    predicted: Uint8Array.from(predicted),
    scores: scores === undefined ? null : Float64Array.from(scores),
  };
}

/** What a multiclass model predicted; classes are indices, and scores have one list a row. */
export function multiclass(columns: {
  readonly classes: readonly string[];
  readonly labels: Numbers;
  readonly predicted?: Numbers;
  readonly scores?: readonly Numbers[] | null;
  readonly weights?: Numbers | null;
}): MulticlassPredictions {
  const { classes, labels, predicted = labels, scores, weights } = columns;
  return {
    kind: 'multiclass',
    ...rowsOf(labels, weights),
    classes,
    labels: Int32Array.from(labels),
    predicted: Int32Array.from(predicted),
    scores: scores === undefined || scores === null ? null : Float64Array.from(scores.flat()),
  };
}

/** What a regression model predicted. */
export function numeric(columns: {
  readonly labels: Numbers;
  readonly predicted: Numbers;
  readonly lower?: Numbers;
  readonly upper?: Numbers;
  readonly quantiles?: Readonly<Record<string, Numbers>>;
  readonly weights?: Numbers | null;
}): NumericPredictions {
  const { labels, predicted, lower, upper, quantiles = {}, weights } = columns;
  return {
    kind: 'numeric',
    ...rowsOf(labels, weights),
    labels: Float64Array.from(labels),
    predicted: Float64Array.from(predicted),
    bounds:
      lower === undefined || upper === undefined
        ? null
        : { lower: Float64Array.from(lower), upper: Float64Array.from(upper) },
    quantiles: new Map(
      Object.entries(quantiles).map(([name, column]) => [Number(name), Float64Array.from(column)]),
    ),
  };
}

/** What a ranker predicted; queries are indices. */
export function ranking(columns: {
  readonly queries: Numbers;
  readonly labels: Numbers;
  readonly predicted: Numbers;
  readonly weights?: Numbers | null;
}): RankingPredictions {
  const { queries, labels, predicted, weights } = columns;
  return {
    kind: 'ranking',
    ...rowsOf(labels, weights),
    queries: { count: Math.max(...queries) + 1, codes: Int32Array.from(queries) },
    labels: Float64Array.from(labels),
    predicted: Float64Array.from(predicted),
  };
}

/** The value of one metric under the rows' own weights, or under others; NaN where it is not defined. */
export function valueOf(id: string, predictions: Predictions, weights?: Numbers): number {
  const under = weights === undefined ? weightsOf(predictions) : Float64Array.from(weights);
  return prepareMetrics([id], predictions).evaluate(under)[0] ?? Number.NaN;
}

/** Equal up to `tolerance`, relative to the larger of 1 and the expected value; or both not defined. */
export function expectNear(actual: number, expected: number, tolerance: number, id: string): void {
  if (!Number.isFinite(actual) && !Number.isFinite(expected)) return;
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  expect(error, `${id}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(tolerance);
}
