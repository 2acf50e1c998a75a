/** How many rows of a group there are, and how many of them have no value or one of another kind. */
export interface Tally {
  rows: number;
  missing: number;
  unreadable: number;
}

/** Counts rows by group. */
export interface Tallies {
  readonly of: (group: number) => Tally;
  /** Counts rows that have no value that can be counted. */
  readonly without: (why: 'missing' | 'unreadable', group: number, rows: number) => void;
  /** The rows of some groups together. */
  readonly sum: (groups: Iterable<number>) => Readonly<Tally>;
}

/** Counts of no rows yet. A group that is not asked for takes no room. */
export function tallies(): Tallies {
  const byGroup = new Map<number, Tally>();
  let [lastGroup, last]: [number, Tally | null] = [-1, null];
  const of: Tallies['of'] = (group) => {
    if (last !== null && group === lastGroup) return last;
    const tally = byGroup.get(group) ?? { rows: 0, missing: 0, unreadable: 0 };
    byGroup.set(group, tally);
    [lastGroup, last] = [group, tally];
    return tally;
  };
  return {
    of,
    without(why, group, rows) {
      const tally = of(group);
      tally.rows += rows;
      tally[why] += rows;
    },
    sum(groups) {
      const sum = { rows: 0, missing: 0, unreadable: 0 };
      for (const group of groups) {
        const tally = byGroup.get(group);
        if (tally === undefined) continue;
        sum.rows += tally.rows;
        sum.missing += tally.missing;
        sum.unreadable += tally.unreadable;
      }
      return sum;
    },
  };
}
