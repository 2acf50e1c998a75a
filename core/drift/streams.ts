import type { FeatureDrift } from '../../schemas/types.ts';
import { pageHinkley } from '../statistics/page-hinkley.ts';
import { bounded } from '../text/bounded.ts';

/** So much of its threshold a size must have reached: many streams are looked at, again and again. */
const leastShare = 0.5;

/**
 * A column that does not drift, and whose size from window to window went up to another level: a warning that comes before
 * its threshold is reached. What already drifts or warns is left as it is.
 */
export function withStreams(
  features: readonly FeatureDrift[],
  starts: readonly string[],
): FeatureDrift[] {
  return features.map((feature) => {
    const { outcome, history, size, threshold, alarms = [] } = feature;
    if (outcome !== 'stable' || history === undefined) return feature;
    if (size === null || threshold === null || size < leastShare * threshold) return feature;
    const change = pageHinkley(history.sizes);
    if (change?.direction !== 'up') return feature;
    const reason =
      `${feature.reason} From ${starts[change.at] ?? 'an earlier window'} on its size is another than in the windows before (Page and Hinkley's test), though still below its threshold.`.trim();
    return {
      ...feature,
      outcome: 'warning',
      alarms: [...alarms, 'stream'],
      reason: bounded(reason, 1_024),
    };
  });
}
