import type { Shares } from './share-change.ts';
import type { NumbersPair } from './statistic.ts';

/**
 * Current values beyond the smallest and the largest of the reference, and what is to be expected of them without
 * drift, about 2 of n: of n + 1 values in any order each is as likely as another to be the smallest, and the largest.
 */
export function outOfRange({
  reference,
  current,
  referenceRows,
  currentRows,
}: NumbersPair): Shares {
  const first = reference.values[0] ?? Number.NEGATIVE_INFINITY;
  const last = reference.values.at(-1) ?? Number.POSITIVE_INFINITY;
  let beyond = 0;
  for (let at = 0; (current.values[at] ?? first) < first; at++) beyond += current.counts[at] ?? 0;
  for (let at = current.values.length - 1; (current.values[at] ?? last) > last; at--) {
    beyond += current.counts[at] ?? 0;
  }
  return {
    reference: { hits: Math.min(2, referenceRows), rows: referenceRows },
    current: { hits: beyond, rows: currentRows },
  };
}
