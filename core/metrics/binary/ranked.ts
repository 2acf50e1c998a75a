import { orderWithTies } from '../../numeric/order.ts';
import type { BinaryPredictions } from '../../predictions/predictions.ts';
import { inBlocks } from '../blocks.ts';

/**
 * The rows from the highest score to the lowest. Each entry holds a row (`entry >> 2`), whether it is the last of
 * those with its score (`entry & 2`) and whether its label is positive (`entry & 1`), so that one read tells all.
 */
export type Ranked = Int32Array;

/** Sorting costs more than everything else, and several families and the charts need it: once for each predictions. */
const known = new WeakMap<BinaryPredictions, Ranked>();

/** The rows of these predictions ranked by their scores; null without scores. At most 500 million rows. */
export function rankedByScore(predictions: BinaryPredictions): Ranked | null {
  if (predictions.scores === null) return null;
  const before = known.get(predictions);
  if (before !== undefined) return before;
  const ranked = rank(predictions.scores, predictions.labels);
  known.set(predictions, ranked);
  return ranked;
}

function rank(scores: Float64Array, labels: Uint8Array): Ranked {
  const order = orderWithTies(scores);
  order.reverse();
  const ranked = new Int32Array(order.buffer);
  for (let place = 0; place < ranked.length; place++) {
    const entry = ranked[place] ?? 0;
    const row = entry & 0x7fff_ffff;
    // Without the mark of a tie, which is the sign, the next row has a lower score.
    ranked[place] = (row << 2) | (entry < 0 ? 0 : 2) | (labels[row] ?? 0);
  }
  return ranked;
}

/** The weights of the rows of each class. */
export interface ClassWeights {
  readonly positives: number;
  readonly negatives: number;
}

/** Adds up the weights of each class: exactly 0 for one that is not there. */
export function classWeights(labels: Uint8Array, weights: Float64Array): ClassWeights {
  const sums = new Float64Array(2);
  inBlocks(labels.length, (from, to) => addWeights(sums, labels, weights, from, to));
  const [negatives = 0, positives = 0] = sums;
  return { positives, negatives };
}

function addWeights(
  sums: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let positives = 0;
  let negatives = 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const positive = weight * (labels[row] ?? 0);
    positives += positive;
    negatives += weight - positive;
  }
  sums[0] = (sums[0] ?? 0) + negatives;
  sums[1] = (sums[1] ?? 0) + positives;
}
