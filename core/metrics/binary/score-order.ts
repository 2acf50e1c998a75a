import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { type Ranked, rankedByScore } from './ranked.ts';

interface ScoreOrder {
  readonly positives: number;
  readonly negatives: number;
  /** Over pairs of a positive and a negative row, the weight of those in order; ties count half. */
  readonly pairsInOrder: number;
  /** Over positive rows, the precision among the rows with their score or a higher one. */
  readonly precisions: number;
}

const family: FamilyOf<ScoreOrder> = {
  id: 'score-order',
  task: 'binary',
  needs: ['score'],
  prepare(predictions) {
    const ranked = predictions.kind === 'binary' ? rankedByScore(predictions) : null;
    if (ranked === null) return null;
    return (weights) => {
      const state = new Float64Array(6);
      inBlocks(ranked.length, (from, to) => add(state, ranked, weights, from, to));
      const [positives = 0, negatives = 0, doublePairs = 0, precisions = 0] = state;
      return { positives, negatives, pairsInOrder: doublePairs / 2, precisions };
    };
  },
};

/** Goes on through the rows, the highest scores first. What it holds of ties is as of the last score that is done. */
function add(
  state: Float64Array,
  ranked: Ranked,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let positives = state[0] ?? 0;
  let negatives = state[1] ?? 0;
  let doublePairs = state[2] ?? 0;
  let precisions = state[3] ?? 0;
  let positivesBefore = state[4] ?? 0;
  let negativesBefore = state[5] ?? 0;
  // Far below any weight: keeps 0 / 0 from arising where the first rows weigh 0.
  const almostNothing = 1e-300;
  for (let place = from; place < to; place++) {
    const entry = ranked[place] ?? 0;
    const weight = weights[entry >> 2] ?? 0;
    const positive = weight * (entry & 1);
    positives += positive;
    negatives += weight - positive;
    if ((entry & 2) === 0) continue;
    doublePairs += (negatives - negativesBefore) * (positivesBefore + positives);
    precisions +=
      (positives - positivesBefore) * (positives / (positives + negatives + almostNothing));
    positivesBefore = positives;
    negativesBefore = negatives;
  }
  state[0] = positives;
  state[1] = negatives;
  state[2] = doublePairs;
  state[3] = precisions;
  state[4] = positivesBefore;
  state[5] = negativesBefore;
}

/** Metrics of the order into which the scores bring the rows, from one pass over the sorted rows. */
export const scoreOrder = metricsOf(family, [
  {
    // The probability that a positive row has a higher score than a negative one (Mann and Whitney's U).
    id: 'roc_auc',
    label: 'Area under the ROC curve',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: null,
    undefinedWhen: 'only one class occurs among the labels',
    value: ({ pairsInOrder, positives, negatives }) => pairsInOrder / positives / negatives,
  },
  {
    // The sum over thresholds of the gain in recall times the precision, without interpolation.
    id: 'average_precision',
    label: 'Average precision',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: null,
    undefinedWhen: 'no label is positive',
    value: ({ precisions, positives }) => precisions / positives,
  },
]);
