import type { MetricValue } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';
import { findMetric, metrics } from './index.ts';
import type { Metric } from './metric.ts';
import type { Predictions } from './predictions.ts';

/**
 * The metrics of that id, in that order; null where one is not defined for these predictions. Throws the InputErrors
 * `unknown-metric`, and `no-score` for a metric that needs the probability when the configuration names no column.
 */
export function computeMetrics(
  ids: readonly string[],
  predictions: Predictions,
): Record<string, MetricValue> {
  const { rows } = predictions;
  const values = ids.map((id) => {
    const metric = known(id);
    checkScore(metric, predictions);
    return [id, { value: metric.compute(predictions), rows }] as const;
  });
  return Object.fromEntries(values);
}

function known(id: string): Metric {
  const metric = findMetric(id);
  if (metric !== null) return metric;
  const ids = metrics.map((one) => one.id);
  throw new InputError(
    'unknown-metric',
    `evaluate.metrics names ${JSON.stringify(id)}, which is not a metric${suggestion(id, ids)} Metrics: ${ids.join(', ')}.`,
  );
}

function checkScore({ id, needsScore }: Metric, predictions: Predictions): void {
  if (!needsScore || predictions.kind !== 'classes' || predictions.scores !== null) return;
  throw new InputError(
    'no-score',
    `${id} is computed from the probability of the positive class: name its column in evaluate.predictions.score, or take ${id} out of evaluate.metrics.`,
  );
}
