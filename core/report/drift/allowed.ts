import { findMetric } from '../../metrics/index.ts';
import type { PerformanceDrift } from '../../../schemas/types.ts';

/** The bound that a metric meets first: its limit, or what the reference and the tolerated regression leave. */
export interface Allowed {
  readonly value: number;
  readonly by: 'limit' | 'reference';
  /** Whether less is better. */
  readonly isUpper: boolean;
}

/** What is allowed of a metric; null where nothing says it, or nobody knows which way is better. */
export function allowedOf({
  metric,
  reference,
  limit,
  maxRegression,
}: PerformanceDrift): Allowed | null {
  const direction = findMetric(metric)?.direction;
  if (direction === undefined) return null;
  const isUpper = direction === 'lower';
  const tolerated =
    reference === null || maxRegression == null
      ? null
      : reference + (isUpper ? maxRegression : -maxRegression);
  if (tolerated === null) return limit === null ? null : { value: limit, by: 'limit', isUpper };
  const isLimitFirst = limit !== null && (isUpper ? limit <= tolerated : limit >= tolerated);
  return isLimitFirst
    ? { value: limit, by: 'limit', isUpper }
    : { value: tolerated, by: 'reference', isUpper };
}
