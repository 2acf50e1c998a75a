import type { Aligned } from './aligned.ts';

/**
 * Wasserstein's distance of first order, the integral of |F - G|, in standard deviations of the reference, less what is
 * expected without drift: `sqrt(2 / pi) sqrt(1/n + 1/m)` times the integral of `sqrt(H (1 - H))`, H being both sides
 * together. At least 0. Within a bin, both functions are taken to rise evenly. Infinite values count where the outermost finite ones are. Null where a side has no value or
 * the reference no spread.
 */
export function wasserstein(pair: Aligned, deviation: number | null): number | null {
  const { values, ends, reference, current, referenceRows: n, currentRows: m } = pair;
  if (n === 0 || m === 0 || deviation === null || deviation === 0) return null;
  let [before, now, distance, spread] = [0, 0, 0, 0];
  for (let index = 0; index + 1 < values.length; index++) {
    const last = before / n - now / m;
    before += reference[index] ?? 0;
    now += current[index] ?? 0;
    const width = (values[index + 1] ?? 0) - (values[index] ?? 0);
    if (!Number.isFinite(width)) continue;
    const [next, within] = [before / n - now / m, (ends[index] ?? 0) - (values[index] ?? 0)];
    const both = (before + now) / (n + m);
    distance += meanMagnitude(last, next) * within + Math.abs(next) * (width - within);
    spread += Math.sqrt(Math.max(0, both * (1 - both))) * width;
  }
  const expected = Math.sqrt(2 / Math.PI) * Math.sqrt(1 / n + 1 / m) * spread;
  return Math.max(0, distance - expected) / deviation;
}

/** The mean of |x| while x goes from one number to another evenly. */
function meanMagnitude(from: number, to: number): number {
  if (from * to >= 0) return Math.abs(from + to) / 2;
  return (from * from + to * to) / (2 * Math.abs(from - to));
}
