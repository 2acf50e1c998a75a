import type { Interval } from '../../schemas/types.ts';
import type { Resampled } from './bootstrap.ts';
import { expandedScores, intervalPlaces } from './levels.ts';
import { sampleQuantiles } from './sample-quantiles.ts';

/** How sure a number is, or why that can't be said. */
export type Estimate =
  | {
      readonly kind: 'interval';
      /** 95%. */
      readonly interval: Interval;
      readonly standardError: number;
      /** At `quantileLevels`; the interval's ends are among them. */
      readonly quantiles: readonly number[];
    }
  | { readonly kind: 'none'; readonly reason: string };

/** Below that the bootstrap knows too little of how units differ. */
export const fewestUnits = 10;
const fewestValues = 50;
const mostWithoutValue = 0.05;

const tooWide: Estimate = {
  kind: 'none',
  reason:
    'There is no interval: the values of random draws of the rows lie further apart than a number can say. Look for predictions that are far too large.',
};

/**
 * Makes estimates of values that were resampled from so many units (rows or clusters): the percentile interval
 * (Efron and Tibshirani 1993), expanded for few units. None for fewer than 10 units, or where more than 5% of the
 * draws have no value: the others would then be a choice; nor where the spread is too large for a number.
 */
export function estimator(units: number): (resampled: Resampled) => Estimate {
  if (units < fewestUnits) {
    const reason = `There is no interval: only ${units} rows or groups can be drawn, and at least ${fewestUnits} are needed.`;
    return () => ({ kind: 'none', reason });
  }
  const scores = expandedScores(units);
  const inflation = Math.sqrt(units / (units - 1));
  return (resampled) => {
    const reason = whyNone(resampled);
    if (reason !== null) return { kind: 'none', reason };
    const spread = standardDeviation(resampled.values);
    const quantiles = sampleQuantiles(resampled.values, spread, scores);
    const standardError = spread * inflation;
    if (![standardError, width(quantiles), ...quantiles].every(Number.isFinite)) return tooWide;
    const low = quantiles[intervalPlaces.low] ?? Number.NaN;
    const high = quantiles[intervalPlaces.high] ?? Number.NaN;
    return { kind: 'interval', interval: { low, high }, standardError, quantiles };
  };
}

/** Between the outermost quantiles. */
function width(quantiles: readonly number[]): number {
  return (quantiles.at(-1) ?? Number.NaN) - (quantiles[0] ?? Number.NaN);
}

function whyNone({ values, withoutValue }: Resampled): string | null {
  const draws = values.length + withoutValue;
  if (withoutValue > mostWithoutValue * draws) {
    return `There is no interval: in ${withoutValue} of ${draws} random draws of the rows it is not defined. More rows are needed.`;
  }
  if (values.length >= fewestValues) return null;
  return `There is no interval: ${values.length} random draws of the rows are too few. Set evaluate.resamples to ${fewestValues} or more.`;
}

/** Of a sample of at least two; exactly 0 where all are the same. */
function standardDeviation(values: Float64Array): number {
  const first = values[0] ?? Number.NaN;
  const count = values.length;
  const shift = values.reduce((sum, value) => sum + (value - first), 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - first - shift) ** 2, 0);
  return Math.sqrt(squares / (count - 1));
}
