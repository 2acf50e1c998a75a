import type { CategoricalProfile } from '../profile/profile.ts';
import type { LevelsPair } from './statistic.ts';

/** Below it, chi-square's distribution is not a good enough approximation. */
const fewestExpected = 5;

/**
 * Where a side does not keep all of its levels by name, those are compared that are so many times as frequent as the
 * rarest that it keeps: whether a level was kept must not hang on chance.
 */
const clearOfRest = 4;

/** How often each level occurs on either side, the rare ones together. */
export interface Pooled {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/**
 * Pools every level that would be expected fewer than 5 times on the smaller side, were both sides alike. A pool that
 * is itself so small joins the smallest level that is left, of several the last by name. Null when no level is common enough.
 */
export function poolLevels({ reference, current }: LevelsPair): Pooled | null {
  const [n, m] = [total(reference), total(current)];
  const smallerShare = Math.min(n, m) / (n + m);
  const [least, leastNow] = [leastKept(reference), leastKept(current)];
  const isRare = ([a, b]: Counts): boolean => (a + b) * smallerShare < fewestExpected;
  const isPooled = (counts: Counts): boolean =>
    isRare(counts) || counts[0] < least || counts[1] < leastNow;
  // By name first, so that neither the order of rows nor which side is which decides between levels of one size.
  const counts = [...new Set([...reference.levels.keys(), ...current.levels.keys()])]
    .toSorted()
    .map((name): Counts => [reference.levels.get(name) ?? 0, current.levels.get(name) ?? 0]);
  const kept = counts
    .filter((level) => !isPooled(level))
    .toSorted(([a, b], [c, d]) => c + d - a - b);
  const last = kept.at(-1);
  if (last === undefined) return null;
  const rest: Counts = [reference.rest.rows, current.rest.rows];
  const pool = counts.filter(isPooled).reduce(add, rest);
  const levels = isRare(pool) ? [...kept.slice(0, -1), add(last, pool)] : [...kept, pool];
  return { reference: levels.map(([a]) => a), current: levels.map(([, b]) => b) };
}

/** How many values there are on either side. */
export function sidesOf({ reference, current }: Pooled): readonly [number, number] {
  return [sum(reference), sum(current)];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** How often a level occurs in the reference and in the current data. */
type Counts = readonly [number, number];

function add([a, b]: Counts, [c, d]: Counts): Counts {
  return [a + c, b + d];
}

/** How often a level must occur to be surely kept by name; 0 where all are. */
function leastKept({ levels, rest }: CategoricalProfile): number {
  if (rest.levels === 0) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const count of levels.values()) least = Math.min(least, count);
  return clearOfRest * least;
}

/** The number of values. */
export function total({ levels, rest }: CategoricalProfile): number {
  let sum = rest.rows;
  for (const count of levels.values()) sum += count;
  return sum;
}
