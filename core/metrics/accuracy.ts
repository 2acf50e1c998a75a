import { finite, type Metric } from './metric.ts';

/** Share of rows whose predicted class is the true one. */
export const accuracy = {
  id: 'accuracy',
  label: 'Accuracy',
  direction: 'higher',
  tasks: ['binary', 'multiclass'],
  needsScore: false,
  compute(predictions) {
    if (predictions.kind !== 'classes') return null;
    const { labels, predicted, rows } = predictions;
    let right = 0;
    for (let row = 0; row < rows; row++) if (labels[row] === predicted[row]) right += 1;
    return finite(right / rows);
  },
} as const satisfies Metric;
