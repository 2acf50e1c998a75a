import type { CategoricalProfile } from './profile.ts';

/** More levels than this are not kept by name: the rarest go into the rest. */
export const mostLevelsKept = 10_000;

type Levels = Pick<CategoricalProfile, 'levels' | 'rest' | 'singles'>;

/** Keeps the most frequent levels, of equally frequent ones the first by name. */
export function keepMost(all: ReadonlyMap<string, number>): Levels {
  const singles = singlesOf(all);
  if (all.size <= mostLevelsKept) return { levels: all, rest: { levels: 0, rows: 0 }, singles };
  const sorted = [...all].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const rest = sorted.slice(mostLevelsKept);
  return {
    levels: new Map(sorted.slice(0, mostLevelsKept)),
    rest: { levels: rest.length, rows: rest.reduce((rows, [, count]) => rows + count, 0) },
    singles,
  };
}

/** How many levels occur once. */
export function singlesOf(levels: ReadonlyMap<string, number>): number {
  let singles = 0;
  for (const count of levels.values()) if (count === 1) singles += 1;
  return singles;
}
