import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

interface Errors {
  readonly weight: number;
  readonly absolute: number;
  readonly squared: number;
}

const family: FamilyOf<Errors> = {
  id: 'regression-error',
  task: 'regression',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted, rows } = predictions;
    return (weights) => {
      const sums = new Float64Array(3);
      inBlocks(rows, (from, to) => add(sums, labels, predicted, weights, from, to));
      const [weight = 0, absolute = 0, squared = 0] = sums;
      return { weight, absolute, squared };
    };
  },
};

function add(
  sums: Float64Array,
  labels: Float64Array,
  predicted: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  let absolute = 0;
  let squared = 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const error = (labels[row] ?? 0) - (predicted[row] ?? 0);
    sum += weight;
    absolute += weight * Math.abs(error);
    squared += weight * error * error;
  }
  sums[0] = (sums[0] ?? 0) + sum;
  sums[1] = (sums[1] ?? 0) + absolute;
  sums[2] = (sums[2] ?? 0) + squared;
}

const tooLarge = 'the errors are too large to be added up';

/** Means of the errors, in the label's unit. */
export const regressionError = metricsOf(family, [
  {
    id: 'mae',
    label: 'Mean absolute error',
    direction: 'lower',
    range: [0, null],
    unit: 'label',
    parameter: null,
    undefinedWhen: tooLarge,
    value: ({ absolute, weight }) => absolute / weight,
  },
  {
    id: 'rmse',
    label: 'Root mean squared error',
    direction: 'lower',
    range: [0, null],
    unit: 'label',
    parameter: null,
    undefinedWhen: tooLarge,
    value: ({ squared, weight }) => Math.sqrt(squared / weight),
  },
  {
    id: 'mse',
    label: 'Mean squared error',
    direction: 'lower',
    range: [0, null],
    unit: 'label squared',
    parameter: null,
    undefinedWhen: tooLarge,
    value: ({ squared, weight }) => squared / weight,
  },
]);
