import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { at } from '../parameters.ts';
import { sumOf } from '../weights.ts';

interface PinballLosses {
  readonly weight: number;
  /** By quantile. */
  readonly losses: ReadonlyMap<number, number>;
}

const family: FamilyOf<PinballLosses> = {
  id: 'pinball',
  task: 'regression',
  needs: ['quantiles'],
  prepare(predictions, parameters) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, quantiles } = predictions;
    const columns = parameters.flatMap((quantile) => {
      const predicted = quantiles.get(quantile);
      return predicted === undefined ? [] : [{ quantile, predicted }];
    });
    return (weights) => ({
      weight: sumOf(weights),
      losses: new Map(
        columns.map(({ quantile, predicted }) => {
          const sum = new Float64Array(1);
          inBlocks(labels.length, (from, to) =>
            add(sum, quantile, labels, predicted, weights, from, to),
          );
          return [quantile, sum[0] ?? 0];
        }),
      ),
    });
  },
};

/** `q d` where the label is above the prediction by d, and `(1 - q) d` where it is below. */
function add(
  total: Float64Array,
  quantile: number,
  labels: Float64Array,
  predicted: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  for (let row = from; row < to; row++) {
    const error = (labels[row] ?? 0) - (predicted[row] ?? 0);
    sum += (weights[row] ?? 0) * Math.max(quantile * error, (quantile - 1) * error);
  }
  total[0] = (total[0] ?? 0) + sum;
}

/** The loss that is least for the true quantile. */
export const pinball = metricsOf(family, [
  {
    id: 'pinball@q',
    label: 'Pinball loss',
    direction: 'lower',
    range: [0, null],
    unit: 'label',
    parameter: {
      about: 'the quantile that was predicted',
      whole: false,
      least: 0.000_001,
      most: 0.999_999,
      example: 0.9,
    },
    undefinedWhen: 'the errors are too large to be added up',
    value: ({ losses, weight }, quantile) => at(losses, quantile) / weight,
  },
]);
