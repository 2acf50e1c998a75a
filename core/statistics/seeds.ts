import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../../schemas/types.ts';
import { tail } from './levels.ts';

/** How two ways of training differ, with the spread between repetitions of the training as the error. */
export type SeedsDifference =
  | {
      readonly kind: 'difference';
      /** Mean of the candidate minus mean of the baseline. */
      readonly difference: number;
      /** 95%. */
      readonly interval: Interval;
      readonly standardError: number;
      /** Degrees of freedom of Student's t. */
      readonly freedom: number;
    }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Welch's t interval (Biometrika 1947) of one metric over the repetitions of training, one value each. Where one side
 * was trained once, its spread is taken to be that of the other side. None where no side was repeated, or where all
 * repetitions came out the same: then the seed has no influence, and the only error is that of the rows.
 */
export function seedsDifference(
  candidate: readonly number[],
  baseline: readonly number[],
): SeedsDifference {
  const [a, b] = [momentsOf(candidate), momentsOf(baseline)];
  const reason = whyNone(a, b);
  if (reason !== null) return { kind: 'none', reason };
  const { standardError, freedom } = errorOf(a, b);
  if (!Number.isFinite(standardError) || !(freedom > 0)) return tooFarApart;
  const difference = a.mean - b.mean;
  const half = -tQuantile(tail, freedom) * standardError;
  const interval = { low: difference - half, high: difference + half };
  return { kind: 'difference', difference, interval, standardError, freedom };
}

const tooFarApart: SeedsDifference = {
  kind: 'none',
  reason: 'The repetitions of the training lie further apart than a number can say.',
};

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** NaN of a single value. */
  readonly variance: number;
}

function whyNone(a: Moments, b: Moments): string | null {
  if (!Number.isFinite(a.mean) || !Number.isFinite(b.mean)) {
    return 'The repetitions of the training can\u2019t be compared: a value is missing or not finite.';
  }
  if (a.count < 2 && b.count < 2) return 'Neither side was trained more than once.';
  const spreads = [a, b].filter(({ count }) => count > 1);
  if (spreads.some(({ variance }) => variance > 0)) return null;
  return 'All repetitions of the training gave the same value: it does not depend on ASSAY_SEED.';
}

function errorOf(a: Moments, b: Moments): { standardError: number; freedom: number } {
  if (a.count === 1 || b.count === 1) {
    const repeated = a.count === 1 ? b : a;
    const standardError = Math.sqrt(repeated.variance * (1 + 1 / repeated.count));
    return { standardError, freedom: repeated.count - 1 };
  }
  const [ofA, ofB] = [a.variance / a.count, b.variance / b.count];
  // Welch and Satterthwaite.
  const freedom = (ofA + ofB) ** 2 / (ofA ** 2 / (a.count - 1) + ofB ** 2 / (b.count - 1));
  return { standardError: Math.sqrt(ofA + ofB), freedom };
}

/** No values have the mean NaN; equal ones have the variance 0 exactly. */
function momentsOf(values: readonly number[]): Moments {
  const first = values[0] ?? Number.NaN;
  const count = values.length;
  const shift = values.reduce((sum, value) => sum + (value - first), 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - first - shift) ** 2, 0);
  return { count, mean: first + shift, variance: squares / (count - 1) };
}
