import { compareKeys, rowsByKey } from '../keys.ts';

/**
 * By the row of the candidate, the row of the baseline that has the same key; -1 where there is none. Keys are two
 * words a row (high, low), and distinct within each of the two.
 */
export function matchRows(candidate: Uint32Array, baseline: Uint32Array): Int32Array {
  const rows = candidate.length / 2;
  const matches = new Int32Array(rows).fill(-1);
  if (areSame(candidate, baseline)) return matches.map((_, row) => row);
  const ours = rowsByKey(candidate);
  const theirs = rowsByKey(baseline);
  let place = 0;
  for (const row of ours) {
    while (place < theirs.length && compareKeys(baseline, theirs[place] ?? 0, candidate, row) < 0) {
      place += 1;
    }
    const other = theirs[place];
    if (other === undefined) break;
    if (compareKeys(baseline, other, candidate, row) === 0) matches[row] = other;
  }
  return matches;
}

function areSame(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
