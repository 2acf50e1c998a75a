import { finite, type Metric } from './metric.ts';

/**
 * Coefficient of determination: `1 - sum((y - y_hat)^2) / sum((y - mean(y))^2)`. Null where all labels are alike:
 * the ratio is then not defined (scikit-learn says 0 or 1 there, which would pass or fail a gate by convention).
 */
export const r2 = {
  id: 'r2',
  label: 'R²',
  direction: 'higher',
  tasks: ['regression'],
  needsScore: false,
  compute(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const { labels, predicted, rows } = predictions;
    const first = labels[0];
    if (labels.every((label) => label === first)) return null;
    const mean = labels.reduce((sum, label) => sum + label, 0) / rows;
    let residual = 0;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const label = labels[row] ?? 0;
      residual += (label - (predicted[row] ?? 0)) ** 2;
      total += (label - mean) ** 2;
    }
    return finite(1 - residual / total);
  },
} as const satisfies Metric;
