import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { levelScores } from './levels.ts';
import { normalCdf } from './normal.ts';

/** What is believed of a difference after it was measured with error: where it lies, and how surely. */
export type DifferenceDistribution =
  | {
      readonly kind: 'resampled';
      /** At `quantileLevels`, finite and ascending. */
      readonly quantiles: readonly number[];
      readonly standardError: number;
    }
  | {
      readonly kind: 'symmetric';
      readonly centre: number;
      readonly standardError: number;
      /** Degrees of freedom of Student's t; null for the normal distribution. */
      readonly freedom: number | null;
    };

/**
 * The probability that the difference is at most a threshold. Between two quantiles the normal score is interpolated
 * linearly, so that a normal distribution comes out exactly; beyond the outermost ones it goes on with the standard
 * error as its slope. It has no floor at 1/(resamples+1): a floor would make it impossible to find the largest
 * differences significant once many metrics are corrected together. Without any spread it is 0 or 1.
 */
export function probabilityAtMost(distribution: DifferenceDistribution, threshold: number): number {
  const { standardError } = distribution;
  if (distribution.kind === 'resampled') {
    return normalCdf(scoreOf(distribution.quantiles, standardError, threshold));
  }
  const { centre, freedom } = distribution;
  const score = scaled(threshold - centre, standardError);
  if (!Number.isFinite(score) || freedom === null) return normalCdf(score);
  return tCdf(score, freedom);
}

/** The probability that the difference is at least a threshold. */
export function probabilityAtLeast(
  distribution: DifferenceDistribution,
  threshold: number,
): number {
  return probabilityAtMost(mirrored(distribution), -threshold);
}

/** The two-sided p-value of the hypothesis that there is no difference: twice the smaller tail, at most 1. */
export function pValueOf(distribution: DifferenceDistribution): number {
  const tails = [probabilityAtMost(distribution, 0), probabilityAtLeast(distribution, 0)];
  return Math.min(1, 2 * Math.min(...tails));
}

/** The distribution of the difference with the other sign. */
export function mirrored(distribution: DifferenceDistribution): DifferenceDistribution {
  if (distribution.kind === 'symmetric') return { ...distribution, centre: -distribution.centre };
  const quantiles = distribution.quantiles.toReversed().map((quantile) => -quantile);
  return { ...distribution, quantiles };
}

function scoreOf(quantiles: readonly number[], standardError: number, threshold: number): number {
  // With ties the last counts: their whole probability lies at most there.
  const place = quantiles.findLastIndex((quantile) => quantile <= threshold);
  const [low, high] = [quantiles[place], quantiles[place + 1]];
  const score = levelScores[place] ?? 0;
  const next = levelScores[place + 1] ?? 0;
  if (low === undefined) return next + scaled(threshold - (high ?? 0), standardError);
  if (high === undefined) return score + scaled(threshold - low, standardError);
  return score + ((next - score) * (threshold - low)) / (high - low);
}

/** A distance in standard errors; without any spread infinitely many, and none at all lies at most at the threshold. */
function scaled(distance: number, standardError: number): number {
  if (standardError > 0) return distance / standardError;
  return distance >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
