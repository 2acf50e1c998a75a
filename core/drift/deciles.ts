import type { Pooled } from './pool-levels.ts';
import type { Aligned } from './aligned.ts';

const tenths = 10;

/**
 * How many values of either side lie in bins between the deciles of the reference, each bin with its upper end. Equal
 * deciles are one. Where the first is the reference's smallest value, as with many zeros, what lies below it is a bin
 * of its own. Bins without any value are left out.
 */
export function binsOf(pair: Aligned): Pooled {
  const ends = endsOf(pair);
  const [reference, current] = [ends, ends].map((all) =>
    Array.from<number>({ length: all.length + 1 }).fill(0),
  );
  if (reference === undefined || current === undefined) return { reference: [], current: [] };
  let bin = 0;
  for (let index = 0; index < pair.values.length; index++) {
    while (bin < ends.length && index > (ends[bin] ?? 0)) bin += 1;
    reference[bin] = (reference[bin] ?? 0) + (pair.reference[index] ?? 0);
    current[bin] = (current[bin] ?? 0) + (pair.current[index] ?? 0);
  }
  const filled = [...reference.keys()].filter(
    (at) => (reference[at] ?? 0) + (current[at] ?? 0) > 0,
  );
  return {
    reference: filled.map((at) => reference[at] ?? 0),
    current: filled.map((at) => current[at] ?? 0),
  };
}

/** The places in `values` at which a bin ends, ascending. */
function endsOf({ reference, referenceRows }: Aligned): readonly number[] {
  const first = reference.findIndex((count) => count > 0);
  const ends: number[] = [];
  let [before, tenth] = [0, 1];
  for (let index = 0; index < reference.length && tenth < tenths; index++) {
    before += reference[index] ?? 0;
    if (before < (tenth * referenceRows) / tenths) continue;
    if (index === first && first > 0) ends.push(first - 1);
    ends.push(index);
    while (tenth < tenths && before >= (tenth * referenceRows) / tenths) tenth += 1;
  }
  return ends;
}
