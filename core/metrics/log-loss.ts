import { finite, type Metric } from './metric.ts';

/**
 * Mean negative log-likelihood of the labels, in nats: `-mean(y ln p + (1 - y) ln(1 - p))`. As in scikit-learn,
 * scores are held away from 0 and 1 by the machine's epsilon, so one certain error doesn't make it infinite.
 */
export const logLoss = {
  id: 'log_loss',
  label: 'Log loss',
  direction: 'lower',
  tasks: ['binary'],
  needsScore: true,
  compute(predictions) {
    if (predictions.kind !== 'classes' || predictions.scores === null) return null;
    const { labels, scores, positive, rows } = predictions;
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const score = Math.min(Math.max(scores[row] ?? 0, Number.EPSILON), 1 - Number.EPSILON);
      sum -= Math.log(labels[row] === positive ? score : 1 - score);
    }
    return finite(sum / rows);
  },
} as const satisfies Metric;
