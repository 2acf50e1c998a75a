import { keepMost } from '../profile/levels.ts';
import type { CategoricalProfile } from '../profile/profile.ts';
import {
  addDistinct,
  type DistinctSketch,
  distinctOf,
  mergeDistinct,
  noDistinct,
} from './distinct.ts';

/**
 * So many levels are counted by name, so many characters of their names are kept, and so many counts: one for each group that
 * a level is in. A name takes some 100 bytes, a count 40.
 */
const mostOfColumn = { names: 100_000, characters: 2 ** 25, counts: 1_000_000 } as const;
const mostOfTable = { names: 4_000_000, characters: 2 ** 28, counts: 20_000_000 } as const;

/** Levels as a profile holds them. */
export type CountedLevels = Pick<CategoricalProfile, 'levels' | 'rest' | 'singles'>;

/** Counts the levels of a column by groups of rows. */
export interface LevelCounter {
  readonly add: (level: string, group: number, rows: number) => void;
  /** The levels of some groups together. */
  readonly counted: (groups: Iterable<number>) => CountedLevels;
}

interface Group {
  /** Rows by the number of the level's name. */
  readonly named: Map<number, number>;
  /** Levels that came when there were too many to name. */
  unnamed: { rows: number; readonly distinct: DistinctSketch } | null;
}

/**
 * Counts by name until there are too many names, and then only those that it knows, in whichever group; of the rest it knows
 * the rows, and about how many levels they are. `columns`: how many the table has, which share the room.
 */
export function levelCounter(columns = 1): LevelCounter {
  const most = (what: keyof typeof mostOfColumn): number =>
    Math.min(mostOfColumn[what], Math.ceil(mostOfTable[what] / columns));
  const [mostNames, mostCharacters, mostCounts] = [
    most('names'),
    most('characters'),
    most('counts'),
  ];
  const groups = new Map<number, Group>();
  const numbers = new Map<string, number>();
  const names: string[] = [];
  let [counts, characters] = [0, 0];
  const groupOf = (number: number): Group => {
    const known = groups.get(number) ?? { named: new Map<number, number>(), unnamed: null };
    groups.set(number, known);
    return known;
  };
  /** The number of a level's name; null for one that there is no room for. */
  const nameOf = (level: string): number | null => {
    const known = numbers.get(level);
    if (known !== undefined) return known;
    if (names.length >= mostNames || characters + level.length > mostCharacters) return null;
    characters += level.length;
    numbers.set(level, names.length);
    return names.push(level) - 1;
  };
  return {
    add(level, number, rows) {
      const group = groupOf(number);
      const name = nameOf(level);
      const count = name === null ? undefined : group.named.get(name);
      if (name === null || (count === undefined && counts >= mostCounts)) {
        group.unnamed ??= { rows: 0, distinct: noDistinct() };
        group.unnamed.rows += rows;
        addDistinct(group.unnamed.distinct, level);
        return;
      }
      if (count === undefined) counts += 1;
      group.named.set(name, (count ?? 0) + rows);
    },
    counted: (asked) => {
      const found = [...asked].flatMap((number) => groups.get(number) ?? []);
      return together(found, names);
    },
  };
}

function together(groups: readonly Group[], names: readonly string[]): CountedLevels {
  const named = new Map<string, number>();
  const distinct = noDistinct();
  let unnamedRows = 0;
  for (const group of groups) {
    for (const [name, rows] of group.named) {
      const level = names[name] ?? '';
      named.set(level, (named.get(level) ?? 0) + rows);
    }
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
