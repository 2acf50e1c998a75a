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

/** From 0 to 1; 0 without rows. */
export function share({ hits, rows }: Proportion): number {
  return rows === 0 ? 0 : hits / rows;
}
