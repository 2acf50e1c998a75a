import type { Evaluator } from '../../../core/metrics/evaluator.ts';

/** Regression by its errors: mean error, mean absolute error, root mean squared error. */
export function errorsEvaluator(errors: Float64Array): Evaluator {
  return {
    ids: ['mean', 'mae', 'rmse'],
    rows: errors.length,
    evaluate(weights) {
      let [weight, sum, absolute, squares] = [0, 0, 0, 0];
      for (let row = 0; row < errors.length; row++) {
        const [of, error] = [weights[row] ?? 0, errors[row] ?? 0];
        weight += of;
        sum += of * error;
        absolute += of * Math.abs(error);
        squares += of * error ** 2;
      }
      return Float64Array.of(sum / weight, absolute / weight, Math.sqrt(squares / weight));
    },
  };
}

/** Recall of a binary classifier: without a value where no positive row was drawn. */
export function recallEvaluator(labels: Uint8Array, predicted: Uint8Array): Evaluator {
  return {
    ids: ['recall'],
    rows: labels.length,
    evaluate(weights) {
      let [positives, hits] = [0, 0];
      for (let row = 0; row < labels.length; row++) {
        const weight = (weights[row] ?? 0) * (labels[row] ?? 0);
        positives += weight;
        hits += weight * (predicted[row] ?? 0);
      }
      return Float64Array.of(hits / positives);
    },
  };
}
