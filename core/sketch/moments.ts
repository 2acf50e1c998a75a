import type { Moments } from '../profile/profile.ts';

/** Sums of finite values as distances from a pivot that lies among them, so that their squares do not cancel. */
export interface MomentSums {
  count: number;
  sum: number;
  squares: number;
  minimum: number;
  maximum: number;
}

/** Of no values yet. */
export function noMoments(): MomentSums {
  return { count: 0, sum: 0, squares: 0, minimum: Infinity, maximum: -Infinity };
}

/** Adds the sums of other values to those of these; both have one pivot. */
export function addMoments(sums: MomentSums, others: MomentSums): void {
  sums.count += others.count;
  sums.sum += others.sum;
  sums.squares += others.squares;
  sums.minimum = Math.min(sums.minimum, others.minimum);
  sums.maximum = Math.max(sums.maximum, others.maximum);
}

/** What the sums of distances from a pivot say. */
export function momentsOf(
  { count, sum, squares, minimum, maximum }: MomentSums,
  pivot: number,
): Moments {
  if (count === 0) return { minimum: null, maximum: null, mean: null, deviation: null };
  const distance = sum / count;
  const variance = squares / count - distance * distance;
  return {
    // Adding 0 makes +0 of -0.
    minimum: minimum + 0,
    maximum: maximum + 0,
    mean: finite(pivot + distance),
    deviation: finite(Math.sqrt(Math.max(0, variance))),
  };
}

/** Sums of numbers near the end of what a double holds may be none. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
