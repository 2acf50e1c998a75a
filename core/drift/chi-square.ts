import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { noncentrality } from './noncentral-chi-square.ts';
import { type Pooled, poolLevels, sidesOf } from './pool-levels.ts';
import type { DriftStatistic } from './statistic.ts';
import { upperQuantile } from './upper-quantile.ts';

/**
 * Pearson's chi-square on the table of side by level, without Yates' correction, rare levels pooled. Its size is
 * Cramér's V, `sqrt(chi2 / (n + m))` since there are two sides. p-values below 1e-16 come out as 0. The interval holds
 * the sizes whose noncentral chi-square distribution has what was found in its middle 95% (Smithson 2003); for rows
 * that are independent it covers the true size in 94% of samples or more. It reaches up to what was found, which chance
 * alone makes larger than the true size.
 */
export const chiSquare = {
  id: 'chi-square',
  compares: 'levels',
  sizeLabel: "Cramér's V",
  threshold: 0.1,
  thresholdKey: 'categorical',
  compare(pair) {
    if (pair.kind !== 'levels') return null;
    const levels = poolLevels(pair);
    if (levels === null) return null;
    const [n, m] = sidesOf(levels);
    const freedom = levels.reference.length - 1;
    const statistic = pearson(levels);
    const size = (value: number): number => Math.min(1, Math.sqrt(value / (n + m)));
    const nothing = { statistic: 0, pValue: 1, size: 0, smallestSignificant: () => null };
    if (freedom === 0) return { ...nothing, interval: () => ({ lower: 0, upper: 0 }) };
    return {
      statistic,
      pValue: chiSquareSurvival(statistic, freedom),
      size: size(statistic),
      interval: () => ({
        lower: size(noncentrality(statistic, freedom, 0.975)),
        upper: size(Math.max(statistic, noncentrality(statistic, freedom, 0.025))),
      }),
      smallestSignificant: (alpha) =>
        size(upperQuantile((x) => chiSquareSurvival(x, freedom), alpha)),
    };
  },
} as const satisfies DriftStatistic;

/** P(X > x) for chi-square with that many degrees of freedom, at least 1. */
export function chiSquareSurvival(x: number, freedom: number): number {
  return Math.max(0, 1 - chiSquareCdf(x, freedom));
}

function pearson(levels: Pooled): number {
  const { reference, current } = levels;
  const [n, m] = sidesOf(levels);
  let statistic = 0;
  for (const [index, a] of reference.entries()) {
    const b = current[index] ?? 0;
    const [inReference, inCurrent] = [((a + b) * n) / (n + m), ((a + b) * m) / (n + m)];
    statistic += (a - inReference) ** 2 / inReference + (b - inCurrent) ** 2 / inCurrent;
  }
  return statistic;
}
