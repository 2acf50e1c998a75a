import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

/** The bins of the score are equally wide and hold their lower end; the last one holds 1 too. */
export const calibrationBins = 10;

/** Per bin of the score. */
export interface Calibration {
  readonly weights: Float64Array;
  /** The weighted sums of the scores and of the labels. */
  readonly scores: Float64Array;
  readonly positives: Float64Array;
}

/** The bin of a score from 0 to 1, in numbers that V8 need not look up for each row. */
export function calibrationBin(score: number): number {
  return Math.min(9, (score * 10) | 0);
}

const family: FamilyOf<Calibration> = {
  id: 'calibration',
  task: 'binary',
  needs: ['score'],
  prepare(predictions) {
    if (predictions.kind !== 'binary' || predictions.scores === null) return null;
    const { labels, scores } = predictions;
    return (weights) => calibrate(labels, scores, weights);
  },
};

/** Adds the rows up by the bins of their scores. */
export function calibrate(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array,
): Calibration {
  const bins = {
    weights: new Float64Array(calibrationBins),
    scores: new Float64Array(calibrationBins),
    positives: new Float64Array(calibrationBins),
  };
  inBlocks(labels.length, (from, to) => add(bins, labels, scores, weights, from, to));
  return bins;
}

function add(
  { weights: sums, scores: scoreSums, positives }: Calibration,
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const score = scores[row] ?? 0;
    const bin = calibrationBin(score);
    sums[bin] = (sums[bin] ?? 0) + weight;
    scoreSums[bin] = (scoreSums[bin] ?? 0) + weight * score;
    positives[bin] = (positives[bin] ?? 0) + weight * (labels[row] ?? 0);
  }
}

/** How far probabilities are from what happens. */
export const calibration = metricsOf(family, [
  {
    // Over the bins, the mean of |share of positives - mean score|, weighted by their rows (Guo et al. 2017).
    id: 'ece',
    label: 'Expected calibration error',
    direction: 'lower',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    // Noise in a bin never cancels out: at a true value of 0 all draws are above it (Kumar, Liang and Ma 2019).
    withoutInterval: () => 'its estimate is biased, and drawing rows anew biases it more',
    value({ weights, scores, positives }) {
      let [sum, errors] = [0, 0];
      for (let bin = 0; bin < calibrationBins; bin++) {
        sum += weights[bin] ?? 0;
        errors += Math.abs((positives[bin] ?? 0) - (scores[bin] ?? 0));
      }
      return errors / sum;
    },
  },
]);
