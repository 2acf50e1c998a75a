import { finite, type Metric } from './metric.ts';

/**
 * F1, the harmonic mean of precision and recall: `2 tp / (2 tp + fp + fn)`. Binary: of the positive class
 * (scikit-learn's `average='binary'`). Multiclass: the plain mean over every class that occurs among labels or
 * predictions (`average='macro'`). Null where a binary set has no positive at all, neither true nor predicted.
 */
export const f1 = {
  id: 'f1',
  label: 'F1',
  direction: 'higher',
  tasks: ['binary', 'multiclass'],
  needsScore: false,
  compute(predictions) {
    if (predictions.kind !== 'classes') return null;
    const { labels, predicted, rows, classes, positive } = predictions;
    const hits = new Float64Array(classes.length);
    const named = new Float64Array(classes.length);
    for (let row = 0; row < rows; row++) {
      const [label, guess] = [labels[row] ?? 0, predicted[row] ?? 0];
      if (label === guess) hits[label] = (hits[label] ?? 0) + 1;
      named[label] = (named[label] ?? 0) + 1;
      named[guess] = (named[guess] ?? 0) + 1;
    }
    // named = tp + fn + tp + fp
    const scores = hits.map((hit, index) => (2 * hit) / (named[index] ?? 0));
    if (positive !== null) return finite(scores[positive] ?? Number.NaN);
    return finite(scores.reduce((sum, score) => sum + score, 0) / scores.length);
  },
} as const satisfies Metric;
