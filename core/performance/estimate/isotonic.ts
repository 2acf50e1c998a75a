import { orderOf } from '../../numeric/order.ts';

/** Never decreasing: the chance of the positive class by the score. */
export type Calibrator = (score: number) => number;

/** A run of scores that have one chance. */
interface Block {
  first: number;
  last: number;
  positives: number;
  rows: number;
}

/**
 * Isotonic regression of labels on scores, by pooling adjacent violators (Zadrozny and Elkan, KDD 2002); between two
 * blocks it is interpolated, as in scikit-learn. At least one row.
 */
export function isotonic(labels: Uint8Array, scores: Float64Array): Calibrator {
  const blocks: Block[] = [];
  for (const row of orderOf(scores)) {
    const score = scores[row] ?? 0;
    const before = blocks.at(-1);
    if (before !== undefined && before.last === score) {
      before.positives += labels[row] ?? 0;
      before.rows += 1;
    } else {
      pool(blocks);
      blocks.push({ first: score, last: score, positives: labels[row] ?? 0, rows: 1 });
    }
  }
  pool(blocks);
  const places = blocks.flatMap(({ first, last, positives, rows }) => {
    const chance = positives / rows;
    return first === last
      ? [{ score: first, chance }]
      : [
          { score: first, chance },
          { score: last, chance },
        ];
  });
  return (score) => interpolated(places, score);
}

/** Joins the last block with those before it as long as they have a larger chance. */
function pool(blocks: Block[]): void {
  for (;;) {
    const [before, last] = [blocks.at(-2), blocks.at(-1)];
    if (before === undefined || last === undefined) return;
    if (before.positives * last.rows < last.positives * before.rows) return;
    before.last = last.last;
    before.positives += last.positives;
    before.rows += last.rows;
    blocks.pop();
  }
}

function interpolated(
  places: readonly { readonly score: number; readonly chance: number }[],
  score: number,
): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.score ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [places[low - 1], places[low]];
  if (after === undefined) return before?.chance ?? Number.NaN;
  if (before === undefined || after.score === score) return after.chance;
  const share = (score - before.score) / (after.score - before.score);
  return before.chance + share * (after.chance - before.chance);
}
