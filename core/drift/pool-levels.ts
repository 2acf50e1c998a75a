import type { CategoricalFeature } from './statistic.ts';

/** Below it, chi-square's distribution is not a good enough approximation. */
const fewestExpected = 5;

/** How often each level occurs on either side, the rare ones together. */
export interface Levels {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/**
 * Pools every level that would be expected fewer than 5 times on the smaller side, were both sides alike. A pool that
 * is itself so small joins the smallest level that is left, of several the last by name. Null when no level is common enough.
 */
export function poolLevels({ reference, current }: CategoricalFeature): Levels | null {
  const [n, m] = [total(reference), total(current)];
  const smallerShare = Math.min(n, m) / (n + m);
  const isRare = ([a, b]: Counts): boolean => (a + b) * smallerShare < fewestExpected;
  // By name first, so that neither the order of rows nor which side is which decides between levels of one size.
  const counts = [...new Set([...reference.keys(), ...current.keys()])]
    .toSorted()
    .map((name): Counts => [reference.get(name) ?? 0, current.get(name) ?? 0]);
  const kept = counts.filter((level) => !isRare(level)).toSorted(([a, b], [c, d]) => c + d - a - b);
  const last = kept.at(-1);
  if (last === undefined) return null;
  const pool = counts.filter(isRare).reduce(add, [0, 0]);
  const levels = isRare(pool) ? [...kept.slice(0, -1), add(last, pool)] : [...kept, pool];
  return { reference: levels.map(([a]) => a), current: levels.map(([, b]) => b) };
}

/** How often a level occurs in the reference and in the current data. */
type Counts = readonly [number, number];

function add([a, b]: Counts, [c, d]: Counts): Counts {
  return [a + c, b + d];
}

/** The number of values. */
export function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
