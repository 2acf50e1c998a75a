import { onOneGrid } from './onto-grid.ts';
import type { Distribution, Moments } from './profile.ts';

/** A distribution without a grid, of numbers in ascending order; may hold infinities, no NaN. */
export function distributionOf(ascending: Float64Array): Distribution {
  const values = new Float64Array(ascending.length);
  const counts = new Float64Array(ascending.length);
  let distinct = 0;
  for (const value of ascending) {
    if (distinct === 0 || values[distinct - 1] !== value) {
      // Adding 0 makes +0 of -0.
      values[distinct] = value + 0;
      distinct += 1;
    }
    counts[distinct - 1] = (counts[distinct - 1] ?? 0) + 1;
  }
  return { grid: null, values: values.slice(0, distinct), counts: counts.slice(0, distinct) };
}

/** How many values a distribution counts. */
export function sizeOf({ counts }: Distribution): number {
  let size = 0;
  for (let index = 0; index < counts.length; index++) size += counts[index] ?? 0;
  return size;
}

/** Two distributions side by side: at each value that either holds, how often it occurs in both. */
export interface SideBySide {
  readonly values: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Lays two distributions side by side, on one grid where either has one. */
export function sideBySide(first: Distribution, second: Distribution): SideBySide {
  const [one, other] = onOneGrid(first, second);
  const most = one.values.length + other.values.length;
  const values = new Float64Array(most);
  const a = new Float64Array(most);
  const b = new Float64Array(most);
  let [i, j, length] = [0, 0, 0];
  while (i < one.values.length || j < other.values.length) {
    // Past its end a side stands at infinity, which the other may still hold.
    const x = one.values[i] ?? Number.POSITIVE_INFINITY;
    const y = other.values[j] ?? Number.POSITIVE_INFINITY;
    values[length] = x < y ? x : y;
    if (x <= y) a[length] = one.counts[i++] ?? 0;
    if (y <= x) b[length] = other.counts[j++] ?? 0;
    length += 1;
  }
  return {
    values: values.subarray(0, length),
    a: a.subarray(0, length),
    b: b.subarray(0, length),
  };
}

/** Of the finite values of a distribution without a grid. */
export function momentsOf({ values, counts }: Distribution): Moments {
  let [rows, mean, squares] = [0, 0, 0];
  let [minimum, maximum]: [number | null, number | null] = [null, null];
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const count = counts[index] ?? 0;
    rows += count;
    const step = value - mean;
    mean += (step * count) / rows;
    squares += count * step * (value - mean);
    minimum ??= value;
    maximum = value;
  }
  if (rows === 0) return { minimum, maximum, mean: null, deviation: null };
  return { minimum, maximum, mean: finite(mean), deviation: finite(Math.sqrt(squares / rows)) };
}

/** Null for what is too large for a double. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
