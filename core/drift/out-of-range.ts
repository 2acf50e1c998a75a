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
  const first = reference.findIndex((count) => count > 0);
  const last = reference.findLastIndex((count) => count > 0);
  let beyond = 0;
  for (let index = 0; index < current.length; index++) {
    if (index < first || index > last) beyond += current[index] ?? 0;
  }
  return {
    reference: { hits: Math.min(2, referenceRows), rows: referenceRows },
    current: { hits: referenceRows === 0 ? 0 : beyond, rows: currentRows },
  };
}
