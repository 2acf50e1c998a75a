import { normalQuantile } from '../statistics/normal.ts';
import { chiSquareSurvival } from './chi-square.ts';

/** So many of so many rows. */
export interface Proportion {
  readonly hits: number;
  readonly rows: number;
}

/**
 * Two-sided p-value of the two-proportion z-test with a pooled variance, by z² as chi-square with one degree of
 * freedom. 1 where both shares are 0 or both are 1. Both sides have rows.
 */
export function twoProportions(a: Proportion, b: Proportion): number {
  const pooled = (a.hits + b.hits) / (a.rows + b.rows);
  const variance = pooled * (1 - pooled) * (1 / a.rows + 1 / b.rows);
  if (variance === 0) return 1;
  return chiSquareSurvival((share(a) - share(b)) ** 2 / variance, 1);
}

/**
 * How much a share must rise to be significant in that test at the level `alpha`, with so many rows on the other side:
 * the d at which `d² = z² q (1 - q) (1/n + 1/m)`, where q is the share of both sides together. Null where no rise would
 * be, not even to all rows. Both sides have rows.
 */
export function smallestRise(before: Proportion, rows: number, alpha: number): number | null {
  const p = share(before);
  const c = normalQuantile(alpha / 2) ** 2 * (1 / before.rows + 1 / rows);
  // q is p + w d, so it is a quadratic equation.
  const w = rows / (before.rows + rows);
  const slope = c * w * (1 - 2 * p);
  const whole = 1 + c * w ** 2;
  const rise = (slope + Math.sqrt(slope ** 2 + 4 * whole * c * p * (1 - p))) / (2 * whole);
  return p + rise < 1 ? rise : null;
}

/** From 0 to 1; 0 without rows. */
export function share({ hits, rows }: Proportion): number {
  return rows === 0 ? 0 : hits / rows;
}
