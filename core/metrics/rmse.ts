import { finite, type Metric } from './metric.ts';

/** Root mean squared error, in the unit of the label: `sqrt(mean((y - y_hat)^2))`. */
export const rmse = {
  id: 'rmse',
  label: 'Root mean squared error',
  direction: 'lower',
  tasks: ['regression'],
  needsScore: false,
  compute(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted, rows } = predictions;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += ((labels[row] ?? 0) - (predicted[row] ?? 0)) ** 2;
    return finite(Math.sqrt(sum / rows));
  },
} as const satisfies Metric;
