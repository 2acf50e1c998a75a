import type {
  BinaryPredictions,
  NumericPredictions,
  Rows,
} from '../../../core/predictions/predictions.ts';
import { random } from '../../../core/statistics/random.ts';

/** Rows without ids, weights, groups and slices. */
export function plainRows(rows: number): Rows {
  return { rows, keys: null, weights: null, clusters: null, slices: [] };
}

/** A regression whose labels are the row's number, with an error of this spread. */
export function regression(
  rows: number,
  spread: number,
  seed: string,
  about: Partial<Rows> = {},
): NumericPredictions {
  const { uniform } = random(seed);
  const labels = Float64Array.from({ length: rows }, (_, row) => row);
  const predicted = labels.map((label) => label + spread * (uniform() - 0.5));
  return {
    ...plainRows(rows),
    ...about,
    kind: 'numeric',
    labels,
    predicted,
    bounds: null,
    quantiles: new Map(),
  };
}

/** A classifier that is right about as often as this, with scores to match. */
export function binary(
  rows: number,
  right: number,
  seed: string,
  about: Partial<Rows> = {},
): BinaryPredictions {
  const { uniform } = random(seed);
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const predicted = labels.map((label) => (uniform() < right ? label : 1 - label));
  const scores = Float64Array.from(predicted, (one) => 0.25 + 0.5 * one + 0.2 * uniform());
  return {
    ...plainRows(rows),
    ...about,
    kind: 'binary',
    positive: '1',
    negative: '0',
    labels,
    predicted,
    scores,
  };
}

/** Keys that are the row numbers, from `first`. */
export function keysFrom(first: number, rows: number): Uint32Array {
  return Uint32Array.from({ length: 2 * rows }, (_, index) =>
    index % 2 === 0 ? 0 : first + (index - 1) / 2,
  );
}
