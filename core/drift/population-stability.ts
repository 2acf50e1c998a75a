import { type Pooled, sidesOf } from './pool-levels.ts';

/** An empty bin counts as half a row: its share is not known to be 0, and the logarithm of 0 is no number. */
const floor = 0.5;

/**
 * The population stability index, `sum((q - p) ln(q / p))` over bins, less what is expected of it without drift,
 * `(B - 1) (1/n + 1/m)` (Yurdakul and Naranjo 2020); at least 0. Null where a side has no value.
 */
export function populationStability(bins: Pooled): number | null {
  const { reference, current } = bins;
  const [n, m] = sidesOf(bins);
  if (n === 0 || m === 0) return null;
  let index = 0;
  for (const [bin, count] of reference.entries()) {
    const [p, q] = [Math.max(floor, count) / n, Math.max(floor, current[bin] ?? 0) / m];
    index += (q - p) * Math.log(q / p);
  }
  return Math.max(0, index - (reference.length - 1) * (1 / n + 1 / m));
}
