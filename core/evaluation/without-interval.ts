import { askedMetric } from '../metrics/prepare.ts';
import type { Predictions } from '../predictions/predictions.ts';

/** Why a metric never has an interval of these predictions, as a sentence; null where it may have one. */
export function whyWithoutInterval(id: string, predictions: Predictions): string | null {
  const { metric, parameter } = askedMetric(id, predictions);
  const reason = metric.withoutInterval?.(parameter) ?? null;
  return reason === null ? null : `${id} has no interval: ${reason}.`;
}
