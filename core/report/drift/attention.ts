import type { DriftSlice, FeatureDrift, FeatureOutcome } from '../../../schemas/types.ts';

/** What needs attention first. */
const order = {
  drift: 0,
  warning: 1,
  unreadable: 2,
  'insufficient-data': 3,
  stable: 4,
} as const satisfies { readonly [Key in FeatureOutcome]: number };

/** Drifted features first, and of those that are alike the ones that are most over their threshold. */
export function byAttention(features: readonly FeatureDrift[]): readonly FeatureDrift[] {
  return [...features].sort((a, b) => order[a.outcome] - order[b.outcome] || excess(b) - excess(a));
}

/** Slices that changed first, and else in their order. */
export function slicesByAttention(slices: readonly DriftSlice[]): readonly DriftSlice[] {
  return slices.toSorted((a, b) => calm(a) - calm(b));
}

function calm({ outcome }: DriftSlice): 0 | 1 {
  return order[outcome] > order.warning ? 1 : 0;
}

/** Whether a person should look at it, whatever else there is to see. */
export function isTelling({ outcome }: FeatureDrift): boolean {
  return outcome === 'drift' || outcome === 'warning' || outcome === 'unreadable';
}

/** How many times its threshold a size is; 0 where either is not known. */
function excess({ size, threshold }: FeatureDrift): number {
  return timesThreshold(size, threshold) ?? size ?? 0;
}

/** How many times its threshold a size is; null where that can't be said. */
export function timesThreshold(size: number | null, threshold: number | null): number | null {
  if (size === null || threshold === null || !(threshold > 0)) return null;
  return size / threshold;
}

/** How a size is shown where there is room for a sign only: 0 is under half of the threshold, from 2 on it is reached. */
export function levelOf(times: number | null): 0 | 1 | 2 | 3 | 4 | null {
  if (times === null || !Number.isFinite(times)) return null;
  if (times < 0.5) return 0;
  if (times < 1) return 1;
  if (times < 1.5) return 2;
  return times < 2.5 ? 3 : 4;
}
