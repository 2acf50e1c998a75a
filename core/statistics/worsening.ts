import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../../schemas/types.ts';
import { type DifferenceDistribution, mirrored } from './distribution.ts';
import { intervalPlaces, quantileLevels, tail } from './levels.ts';
import { normalQuantile } from './normal.ts';

/** One gated metric of a candidate beside the baseline. */
export interface GatedDifference {
  readonly metric: string;
  /** Which way is better. */
  readonly direction: 'higher' | 'lower';
  /** How much worse it may get, in the metric's unit; 0 or more. */
  readonly tolerance: number;
  /** Candidate minus baseline. */
  readonly difference: number | null;
  /** Of the difference, 95%. */
  readonly interval: Interval | null;
  readonly standardError: number | null;
  /** Of the resampled difference, at `quantileLevels`; null where its distribution is symmetric. */
  readonly quantiles: readonly number[] | null;
  /** Degrees of freedom of Student's t, as with training seeds; null where the distribution is normal. */
  readonly freedom: number | null;
  /** On how many rows; null where more rows would not help, as with training seeds. */
  readonly rows: number | null;
}

/** A gated difference turned so that positive is worse, all of it finite. */
export interface Worsening {
  readonly kind: 'worsening';
  readonly metric: string;
  readonly tolerance: number;
  readonly rows: number | null;
  readonly worsening: number;
  readonly interval: Interval;
  readonly distribution: DifferenceDistribution;
}

/** Why a gated difference can't be judged. */
export interface Unjudged {
  readonly kind: 'unjudged';
  readonly metric: string;
  /** A sentence. */
  readonly reason: string;
}

/** Anything that is missing, not finite or contradicts itself is a reason; what is left can be judged. */
export function worseningOf(gated: GatedDifference): Worsening | Unjudged {
  const { metric, tolerance, rows, direction, difference, interval } = gated;
  const unjudged = (reason: string): Unjudged => ({ kind: 'unjudged', metric, reason });
  if (!Number.isFinite(tolerance) || tolerance < 0) {
    return unjudged(`The tolerance of ${metric} is not a number of 0 or more.`);
  }
  if (difference === null || !Number.isFinite(difference)) {
    return unjudged(`${metric} has no value for the candidate or for the baseline.`);
  }
  if (interval === null || !isInterval(interval)) {
    return unjudged(`The difference of ${metric} has no interval.`);
  }
  const distribution = distributionOf(gated, interval);
  if (distribution === null) {
    return unjudged(`What is recorded of the difference of ${metric} contradicts itself.`);
  }
  const lower = direction === 'lower';
  return {
    kind: 'worsening',
    metric,
    tolerance,
    rows,
    // Not by a minus sign, which would make -0 of 0.
    worsening: lower ? difference : 0 - difference,
    interval: lower ? interval : { low: 0 - interval.high, high: 0 - interval.low },
    distribution: lower ? distribution : mirrored(distribution),
  };
}

/** Null where the facts contradict each other. */
function distributionOf(gated: GatedDifference, interval: Interval): DifferenceDistribution | null {
  const { quantiles, standardError, freedom } = gated;
  if (quantiles === null) return symmetric(interval, freedom);
  if (standardError === null || !Number.isFinite(standardError) || standardError < 0) return null;
  return areQuantiles(quantiles, interval) ? { kind: 'resampled', quantiles, standardError } : null;
}

/** The distribution with this 95% interval: some intervals are not centred on the difference itself. */
function symmetric({ low, high }: Interval, freedom: number | null): DifferenceDistribution | null {
  if (freedom !== null && !(freedom > 0)) return null;
  const reach = freedom === null ? normalQuantile(1 - tail) : tQuantile(1 - tail, freedom);
  const standardError = (high - low) / 2 / reach;
  return { kind: 'symmetric', centre: (low + high) / 2, standardError, freedom };
}

function areQuantiles(quantiles: readonly number[], { low, high }: Interval): boolean {
  return (
    quantiles.length === quantileLevels.length &&
    quantiles.every((quantile) => Number.isFinite(quantile)) &&
    quantiles.every((quantile, place) => quantile >= (quantiles[place - 1] ?? quantile)) &&
    quantiles[intervalPlaces.low] === low &&
    quantiles[intervalPlaces.high] === high
  );
}

function isInterval({ low, high }: Interval): boolean {
  return Number.isFinite(low) && Number.isFinite(high) && low <= high;
}
