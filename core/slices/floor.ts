import type { Interval, SliceName } from '../../schemas/types.ts';
import { allowance, worsening } from '../judge/bounds.ts';
import { findMetric } from '../metrics/index.ts';
import { holm } from '../statistics/holm.ts';
import { tail } from '../statistics/levels.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import type { RecordedSlices } from './recorded.ts';

/** How much worse than the whole a slice may be, and which slices are judged. */
export interface Floor {
  /** An amount, or a percentage of the metric's value on all rows. */
  readonly allowed: number | string;
  /** Slices of fewer rows are not judged. */
  readonly fewestRows: number;
}

/** A slice that is further below the whole than is allowed. */
export interface LowSlice {
  readonly slice: SliceName;
  readonly metric: string;
  readonly rows: number;
  readonly value: number;
  readonly interval: Interval | null;
  readonly overall: number;
  /** By how much worse than the whole it is, in units of what is allowed. */
  readonly excess: number;
  /**
   * Whether it is surely below: by its 95% interval, corrected over all slices and metrics that were judged (Holm). Where
   * there is no interval, the value is all that there is, and counts.
   */
  readonly sure: boolean;
}

/** What was found of the slices. */
export interface FloorFindings {
  readonly low: readonly LowSlice[];
  /** How many values of metrics on slices were judged. */
  readonly judged: number;
  /** Slices with too few rows. */
  readonly small: number;
  /** Metrics without a finite value, on a slice or, where the slice is null, on all rows. */
  readonly missing: readonly { readonly metric: string; readonly slice: SliceName | null }[];
}

interface Candidate extends Omit<LowSlice, 'sure'> {
  readonly pValue: number | null;
}

/** Judges every slice that has enough rows by each of the metrics. */
export function judgeFloor(
  { slices, overall }: RecordedSlices,
  metrics: readonly string[],
  { allowed, fewestRows }: Floor,
): FloorFindings {
  const large = slices.filter(({ rows }) => rows >= fewestRows);
  const missing: FloorFindings['missing'][number][] = [];
  const judged: Candidate[] = [];
  for (const metric of metrics) {
    const whole = Object.hasOwn(overall, metric) ? (overall[metric] ?? null) : null;
    const direction = findMetric(metric)?.direction;
    if (whole === null || !Number.isFinite(whole) || direction === undefined) {
      missing.push({ metric, slice: null });
      continue;
    }
    const room = allowance({ max_regression: allowed }, whole) ?? 0;
    for (const { slice, rows, metrics: values } of large) {
      const found = Object.hasOwn(values, metric) ? values[metric] : undefined;
      const value = found?.value ?? null;
      if (value === null || !Number.isFinite(value)) {
        missing.push({ metric, slice });
        continue;
      }
      const interval = found?.interval ?? null;
      const excess = worsening(direction, whole, value) - room;
      const pValue = chanceOf(excess, interval);
      judged.push({ slice, metric, rows, value, interval, overall: whole, excess, pValue });
    }
  }
  return {
    low: lowOf(judged),
    judged: judged.length,
    small: slices.length - large.length,
    missing,
  };
}

/** How likely it is to see so much where the slice is just within what is allowed; null without an interval. */
function chanceOf(excess: number, interval: Interval | null): number | null {
  if (interval === null) return null;
  const standardError = (interval.high - interval.low) / (-2 * normalQuantile(tail));
  if (!(standardError > 0)) return excess > 0 ? 0 : 1;
  return 1 - normalCdf(excess / standardError);
}

function lowOf(judged: readonly Candidate[]): readonly LowSlice[] {
  const adjusted = holm(judged.map(({ pValue }) => pValue ?? 1));
  return judged
    .map(({ pValue, ...one }, index) => ({
      ...one,
      sure: pValue === null || (adjusted[index] ?? 1) <= tail,
    }))
    .filter(({ excess }) => excess > rounding)
    .toSorted((a, b) => Number(b.sure) - Number(a.sure) || b.excess - a.excess);
}

/** The noise of adding the same numbers in another order. */
const rounding = 1e-12;
