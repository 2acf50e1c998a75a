import { prepareMetrics } from '../metrics/prepare.ts';
import type { Predictions } from '../predictions/predictions.ts';

/** The value of each metric; null where it is not defined. Null for `weights`: every row weighs 1. */
export function metricValues(
  ids: readonly string[],
  predictions: Predictions,
  weights: Float64Array | null,
): readonly (number | null)[] {
  const values = prepareMetrics(ids, predictions).evaluate(
    weights ?? new Float64Array(predictions.rows).fill(1),
  );
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}
