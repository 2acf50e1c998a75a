import { orderOf } from '../../numeric/order.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { weightedMedian } from '../weighted-median.ts';

const family: FamilyOf<number> = {
  id: 'regression-median',
  task: 'regression',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted } = predictions;
    const errors = labels.map((label, row) => Math.abs(label - (predicted[row] ?? 0)));
    const order = orderOf(errors);
    return (weights) => weightedMedian(errors, order, weights);
  },
};

/** The median of the errors, which a few large ones don't move. */
export const regressionMedian = metricsOf(family, [
  {
    id: 'medae',
    label: 'Median absolute error',
    direction: 'lower',
    range: [0, null],
    unit: 'label',
    parameter: null,
    undefinedWhen: 'the errors are too large for a number',
    value: (median) => median,
  },
]);
