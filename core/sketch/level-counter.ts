import { keepMost } from '../profile/levels.ts';
import type { CategoricalProfile } from '../profile/profile.ts';
import {
  addDistinct,
  type DistinctSketch,
  distinctOf,
  mergeDistinct,
  noDistinct,
} from './distinct.ts';

/** So many levels of a column are counted by name, over all of its groups, and so many characters of their names kept. */
const mostNamed = 100_000;
const mostCharacters = 2 ** 25;

/** Levels as a profile holds them. */
export type CountedLevels = Pick<CategoricalProfile, 'levels' | 'rest' | 'singles'>;

/** Counts the levels of a column by groups of rows. */
export interface LevelCounter {
  readonly add: (level: string, group: number, rows: number) => void;
  /** The levels of some groups together. */
  readonly counted: (groups: Iterable<number>) => CountedLevels;
}

interface Group {
  readonly named: Map<string, number>;
  /** Levels that came when there were too many to name. */
  unnamed: { rows: number; readonly distinct: DistinctSketch } | null;
}

/**
 * Counts by name until there are too many names, and then only those that it knows; of the rest it knows the rows, and
 * about how many levels they are.
 */
export function levelCounter(): LevelCounter {
  const groups = new Map<number, Group>();
  let [names, characters] = [0, 0];
  const groupOf = (number: number): Group => {
    const known = groups.get(number) ?? { named: new Map<string, number>(), unnamed: null };
    groups.set(number, known);
    return known;
  };
  return {
    add(level, number, rows) {
      const group = groupOf(number);
      const count = group.named.get(level);
      const isFull = names >= mostNamed || characters + level.length > mostCharacters;
      if (count === undefined && isFull) {
        group.unnamed ??= { rows: 0, distinct: noDistinct() };
        group.unnamed.rows += rows;
        addDistinct(group.unnamed.distinct, level);
        return;
      }
      group.named.set(level, (count ?? 0) + rows);
      if (count !== undefined) return;
      names += 1;
      characters += level.length;
    },
    counted: (numbers) => together([...numbers].flatMap((number) => groups.get(number) ?? [])),
  };
}

function together(groups: readonly Group[]): CountedLevels {
  const named = new Map<string, number>();
  const distinct = noDistinct();
  let unnamedRows = 0;
  for (const group of groups) {
    for (const [level, rows] of group.named) named.set(level, (named.get(level) ?? 0) + rows);
    if (group.unnamed === null) continue;
    unnamedRows += group.unnamed.rows;
    mergeDistinct(distinct, group.unnamed.distinct);
  }
  const unnamed = unnamedRows === 0 ? 0 : Math.min(unnamedRows, Math.max(1, distinctOf(distinct)));
  const { levels, rest, singles } = keepMost(named);
  return {
    levels,
    rest: { levels: rest.levels + unnamed, rows: rest.rows + unnamedRows },
    // At least so many of the levels without a name occur once: if not, they would have more rows.
    singles: singles + Math.max(0, 2 * unnamed - unnamedRows),
  };
}
