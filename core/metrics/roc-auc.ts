import { finite, type Metric } from './metric.ts';

/**
 * Area under the ROC curve: the probability that a positive row has a higher score than a negative one, ties counting
 * half. By midranks (Mann-Whitney's U), O(n log n). Null where only one class occurs among the labels.
 */
export const rocAuc = {
  id: 'roc_auc',
  label: 'Area under the ROC curve',
  direction: 'higher',
  tasks: ['binary'],
  needsScore: true,
  compute(predictions) {
    if (predictions.kind !== 'classes' || predictions.scores === null) return null;
    const { labels, scores, positive, rows } = predictions;
    const positiveScores = scores.filter((_, row) => labels[row] === positive).sort();
    const sorted = scores.toSorted();
    const positives = positiveScores.length;
    const negatives = rows - positives;
    if (positives === 0 || negatives === 0) return null;
    const u = rankSum(positiveScores, sorted) - (positives * (positives + 1)) / 2;
    return finite(u / positives / negatives);
  },
} as const satisfies Metric;

/** Sum of the midranks (from 1) of some values among all; both sorted, and each of `some` occurs in `all`. */
function rankSum(some: Float64Array, all: Float64Array): number {
  let sum = 0;
  let start = 0;
  let end = 0;
  for (const value of some) {
    if (end === 0 || all[start] !== value) {
      start = end;
      while (all[start] !== value) start += 1;
      end = start;
      while (end < all.length && all[end] === value) end += 1;
    }
    sum += (start + 1 + end) / 2;
  }
  return sum;
}
