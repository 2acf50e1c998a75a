import type { Interval } from '../../schemas/types.ts';
import { tail } from './levels.ts';
import { wilsonInterval } from './wilson.ts';

/** How often something happened among so many rows; at least one row. */
export interface Share {
  readonly hits: number;
  readonly rows: number;
}

/**
 * The 95% interval of `first - factor * second` for shares of independent rows, from the Wilson intervals of the two
 * (Zou and Donner, Statistics in Medicine 2008; for factor 1 it is the hybrid score interval, method 10 of Newcombe,
 * Statistics in Medicine 1998). With factor 0.8 and an interval above 0 the first is surely at least 80% of the second.
 * Of several contrasts that are looked at together, `among` of them, all intervals hold with 95% (Bonferroni).
 */
export function contrastInterval(
  first: Share,
  second: Share,
  factor: number,
  among: number,
): Interval {
  const [one, other] = [first.hits / first.rows, second.hits / second.rows];
  const a = wilsonInterval(first.hits, first.rows, tail / among);
  const b = wilsonInterval(second.hits, second.rows, tail / among);
  const difference = one - factor * other;
  return {
    low: difference - Math.hypot(one - a.low, factor * (b.high - other)),
    high: difference + Math.hypot(a.high - one, factor * (other - b.low)),
  };
}
