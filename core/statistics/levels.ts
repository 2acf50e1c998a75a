import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { normalQuantile } from './normal.ts';

/** A 95% interval leaves this out at each end. */
export const tail = 0.025;

const lower = [
  0.0005, 0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03,
  0.04, 0.05, 0.06, 0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45,
] as const;

/**
 * The levels at which the quantiles of a resampled difference are kept, ascending: dense in the tails, where decisions
 * are made, and symmetric. Records hold one quantile for each.
 */
export const quantileLevels: readonly number[] = [
  ...lower,
  0.5,
  ...lower.toReversed().map((level) => 1 - level),
];

/** Where the ends of the 95% interval stand among the levels. */
export const intervalPlaces = {
  low: lower.indexOf(tail),
  high: quantileLevels.length - 1 - lower.indexOf(tail),
} as const;

const lowerScores = lower.map((level) => normalQuantile(level));

/** The standard normal quantile of each level; exactly symmetric. */
export const levelScores: readonly number[] = [
  ...lowerScores,
  0,
  ...lowerScores.toReversed().map((score) => -score),
];

/** From so many units on, Student's t is the normal distribution for what is done here. */
const manyUnits = 5000;

/**
 * The normal scores at which the resampled values of few units are read, one for each level. A bootstrap of n units
 * spreads too little by sqrt((n-1)/n) and has the tails of a normal distribution, not of Student's t with n-1 degrees
 * of freedom; reading it further out mends both: the expanded percentile interval (Hesterberg, What Teachers Should
 * Know About the Bootstrap, The American Statistician 2015). At least 2 units.
 */
export function expandedScores(units: number): readonly number[] {
  if (units >= manyUnits) return levelScores;
  const factor = Math.sqrt(units / (units - 1));
  const scores = lower.map((level) => factor * tQuantile(level, units - 1));
  return [...scores, 0, ...scores.toReversed().map((score) => -score)];
}
