import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

interface Variances {
  /** Weighted sums of squares: of the errors, of the errors' and of the labels' distances from their means. */
  readonly errors: number;
  readonly errorsFromMean: number;
  readonly labelsFromMean: number;
}

/** What the second pass needs to know of the first. */
interface Means {
  readonly label: number;
  readonly error: number;
  /** A label that occurs. */
  readonly some: number;
}

const family: FamilyOf<Variances> = {
  id: 'variance',
  task: 'regression',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted, rows } = predictions;
    return (weights) => {
      const sums = new Float64Array(3);
      inBlocks(rows, (from, to) => addMeans(sums, labels, predicted, weights, from, to));
      const [weight = 0, label = 0, error = 0] = sums;
      const some = labels[weights.findIndex((one) => one > 0)] ?? Number.NaN;
      const means = { label: label / weight, error: error / weight, some };
      const squares = new Float64Array(4);
      inBlocks(rows, (from, to) =>
        addSquares(squares, labels, predicted, weights, means, from, to),
      );
      const [errors = 0, errorsFromMean = 0, labelsFromMean = 0, unlike = 0] = squares;
      // The mean of equal labels may differ from them by rounding: their variance is 0 all the same.
      return { errors, errorsFromMean, labelsFromMean: unlike === 0 ? 0 : labelsFromMean };
    };
  },
};

function addMeans(
  sums: Float64Array,
  labels: Float64Array,
  predicted: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  let labelSum = 0;
  let errorSum = 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const label = labels[row] ?? 0;
    sum += weight;
    labelSum += weight * label;
    errorSum += weight * (label - (predicted[row] ?? 0));
  }
  sums[0] = (sums[0] ?? 0) + sum;
  sums[1] = (sums[1] ?? 0) + labelSum;
  sums[2] = (sums[2] ?? 0) + errorSum;
}

/** Two passes, because one would lose the digits in which labels far from 0 differ. */
function addSquares(
  sums: Float64Array,
  labels: Float64Array,
  predicted: Float64Array,
  weights: Float64Array,
  means: Means,
  from: number,
  to: number,
): void {
  const { label: meanLabel, error: meanError, some } = means;
  let errors = sums[0] ?? 0;
  let errorsFromMean = sums[1] ?? 0;
  let labelsFromMean = sums[2] ?? 0;
  let unlike = sums[3] ?? 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const label = labels[row] ?? 0;
    const error = label - (predicted[row] ?? 0);
    errors += weight * error * error;
    errorsFromMean += weight * (error - meanError) * (error - meanError);
    labelsFromMean += weight * (label - meanLabel) * (label - meanLabel);
    unlike += weight * Math.abs(label - some);
  }
  sums[0] = errors;
  sums[1] = errorsFromMean;
  sums[2] = labelsFromMean;
  sums[3] = unlike;
}

/** A share of the labels' variance; not defined where there is none, and never 0 or 1 by convention there. */
function explained(unexplained: number, variance: number): number {
  return variance === 0 ? Number.NaN : 1 - unexplained / variance;
}

const alike = 'all labels are alike, or too large to be squared';

/** How much of the labels' variance the predictions explain. */
export const variance = metricsOf(family, [
  {
    id: 'r2',
    label: 'R²',
    direction: 'higher',
    range: [null, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: alike,
    value: ({ errors, labelsFromMean }) => explained(errors, labelsFromMean),
  },
  {
    // As r2, but a constant error costs nothing.
    id: 'explained_variance',
    label: 'Explained variance',
    direction: 'higher',
    range: [null, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: alike,
    value: ({ errorsFromMean, labelsFromMean }) => explained(errorsFromMean, labelsFromMean),
  },
]);
