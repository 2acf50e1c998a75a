import { finite, type Metric } from './metric.ts';

/** Mean absolute error, in the unit of the label: `mean(|y - y_hat|)`. */
export const mae = {
  id: 'mae',
  label: 'Mean absolute error',
  direction: 'lower',
  tasks: ['regression'],
  needsScore: false,
  compute(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted, rows } = predictions;
    let sum = 0;
    for (let row = 0; row < rows; row++)
      sum += Math.abs((labels[row] ?? 0) - (predicted[row] ?? 0));
    return finite(sum / rows);
  },
} as const satisfies Metric;
