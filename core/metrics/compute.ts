import type { MetricValue } from '../../schemas/types.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { askedMetric, prepareMetrics } from './prepare.ts';
import { weightsOf } from './weights.ts';

/**
 * The metrics of these ids, in that order, under the rows' own weights. One that is not defined for these predictions
 * has no value but a reason. Throws the InputErrors of `prepareMetrics`.
 */
export function computeMetrics(
  ids: readonly string[],
  predictions: Predictions,
): Record<string, MetricValue> {
  const { rows } = predictions;
  const values = prepareMetrics(ids, predictions).evaluate(weightsOf(predictions));
  const entries = ids.map((id, index): [string, MetricValue] => {
    const value = values[index] ?? Number.NaN;
    if (Number.isFinite(value)) return [id, { value, rows }];
    const { undefinedWhen } = askedMetric(id, predictions).metric;
    return [id, { value: null, rows, reason: `It is not defined when ${undefinedWhen}.` }];
  });
  return Object.fromEntries(entries);
}
