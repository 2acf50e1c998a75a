import { distributionOf, momentsOf } from '../../../core/profile/distribution.ts';
import { singlesOf } from '../../../core/profile/levels.ts';
import type { CategoricalProfile, NumericProfile } from '../../../core/profile/profile.ts';

/** The profile of a column of numbers. */
export function numbersOf(values: Iterable<number>): NumericProfile {
  const sorted = Float64Array.from(values).sort();
  const distribution = distributionOf(sorted);
  const moments = momentsOf(distribution);
  return { kind: 'numeric', rows: sorted.length, missing: 0, unreadable: 0, distribution, moments };
}

/** The profile of a column of levels that occur so often. */
export function levelsOf(counts: ReadonlyMap<string, number>): CategoricalProfile {
  const levels = new Map([...counts].filter(([, count]) => count > 0));
  const rows = [...levels.values()].reduce((sum, count) => sum + count, 0);
  return {
    kind: 'categorical',
    coding: 'texts',
    rows,
    missing: 0,
    unreadable: 0,
    levels,
    rest: { levels: 0, rows: 0 },
    singles: singlesOf(levels),
  };
}

/** The same, of numbered levels. */
export function countsOf(counts: readonly number[]): ReadonlyMap<string, number> {
  return new Map(counts.map((count, index) => [`level ${index}`, count]));
}
