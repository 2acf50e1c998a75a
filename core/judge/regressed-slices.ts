import type { Comparison, ModelConfig, SliceDifference } from '../../schemas/types.ts';
import { fewestJudged } from '../slices/limits.ts';
import { findMetric } from '../metrics/index.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { worsening } from './bounds.ts';
import type { RegressedSlice } from './facts.ts';

/** Of the slices that are named, so large a share may be named by luck. */
const falseDiscoveryRate = 0.05;
const mostNamed = 20;

/**
 * The slices on which a metric got worse, though the whole may have got better: those of the gate's metrics where it has
 * any, corrected over all that were looked at (Benjamini-Hochberg), the surest first.
 */
export function regressedSlices(
  comparison: Comparison | null,
  { gate, evaluate }: ModelConfig,
): readonly RegressedSlice[] {
  if (comparison === null) return [];
  const gated = Object.keys(gate?.metrics ?? {});
  const metrics = gated.length > 0 ? gated : evaluate.metrics;
  const searched = comparison.slices
    .filter(({ rows }) => rows >= fewestJudged)
    .flatMap(({ slice, rows, metrics: differences }) =>
      metrics.flatMap((metric) => {
        const value = Object.hasOwn(differences, metric) ? differences[metric] : undefined;
        const judged = value === undefined ? null : judgedDifference(value);
        if (judged === null) return [];
        const { pValue, ...values } = judged;
        return [{ pValue, found: { slice, rows, metric, ...values } }];
      }),
    );
  const adjusted = benjaminiHochberg(searched.map(({ pValue }) => pValue));
  return searched
    .map(({ found }, index): RegressedSlice => ({ ...found, adjustedPValue: adjusted[index] ?? 1 }))
    .filter((one) => one.adjustedPValue <= falseDiscoveryRate && isWorse(one))
    .sort((a, b) => a.adjustedPValue - b.adjustedPValue)
    .slice(0, mostNamed);
}

function judgedDifference({ baseline, candidate, difference, interval, pValue }: SliceDifference) {
  if (baseline === null || candidate === null || difference === null) return null;
  if (interval === undefined || pValue === undefined) return null;
  return { baseline, candidate, difference, interval, pValue };
}

function isWorse({
  metric,
  baseline,
  candidate,
}: Pick<RegressedSlice, 'metric' | 'baseline' | 'candidate'>): boolean {
  const direction = findMetric(metric)?.direction;
  return direction !== undefined && worsening(direction, baseline, candidate) > 0;
}
