import { describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../core/metrics/compute.ts';
import { askedMetric } from '../../../core/metrics/prepare.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { binary, multiclass, numeric, ranking, valueOf } from './fixture.ts';

const scores = [0.9, 0.4, 0.6];
const classes = ['a', 'b', 'c'];
const onlyPositive = binary({ labels: [1, 1, 1], predicted: [1, 0, 1], scores });
const onlyNegative = binary({ labels: [0, 0, 0], predicted: [1, 0, 1], scores });
const nothingPositive = binary({ labels: [0, 0], predicted: [0, 0], scores: [0.1, 0.2] });
const neverPositive = binary({ labels: [1, 0], predicted: [0, 0], scores: [0.1, 0.2] });
const sameScore = binary({
  labels: [1, 0, 1, 0],
  predicted: [1, 1, 1, 1],
  scores: [0.5, 0.5, 0.5, 0.5],
});
const oneClass = multiclass({ classes, labels: [1, 1, 1], predicted: [1, 0, 1] });
const onePrediction = multiclass({ classes, labels: [0, 1, 2], predicted: [1, 1, 1] });
const oneOfBoth = multiclass({ classes, labels: [1, 1], predicted: [1, 1] });
const alike = numeric({ labels: [0.1, 0.1, 0.1], predicted: [0.1, 0.1, 0.2] });
const huge = numeric({ labels: [1e308, -1e308], predicted: [-1e308, 1e308] });
const irrelevant = ranking({ queries: [0, 0, 1], labels: [0, 0, 0], predicted: [3, 2, 1] });

describe('a metric has no value', () => {
  it.each([
    ['roc_auc', onlyPositive],
    ['roc_auc', onlyNegative],
    ['ks', onlyPositive],
    ['ks', onlyNegative],
    ['average_precision', onlyNegative],
    ['balanced_accuracy', onlyPositive],
    ['balanced_accuracy', onlyNegative],
    ['recall', onlyNegative],
    ['recall@1', onlyNegative],
    ['recall_at_threshold@0.5', onlyNegative],
    ['specificity', onlyPositive],
    ['precision', neverPositive],
    ['precision_at_threshold@0.95', onlyPositive],
    ['precision@4', onlyPositive],
    ['recall@4', onlyPositive],
    ['f1', nothingPositive],
    ['mcc', onlyPositive],
    ['mcc', sameScore],
    ['balanced_accuracy', oneClass],
    ['mcc', oneClass],
    ['mcc', onePrediction],
    ['cohen_kappa', oneOfBoth],
    ['r2', alike],
    ['explained_variance', alike],
    ['mae', huge],
    ['rmse', huge],
    ['mse', huge],
    ['medae', huge],
    ['mape', huge],
    ['r2', huge],
    ['ndcg@1', irrelevant],
    ['map@1', irrelevant],
    ['mrr', irrelevant],
    ['hit_rate@1', irrelevant],
  ] satisfies readonly (readonly [string, Predictions])[])(
    '%s, where its sentence says so',
    (id, predictions) => {
      const { undefinedWhen } = askedMetric(id, predictions).metric;
      expect(computeMetrics([id], predictions)[id]).toEqual({
        value: null,
        rows: predictions.rows,
        reason: `It is not defined when ${undefinedWhen}.`,
      });
    },
  );

  it('under weights that leave no row', () => {
    const empty = { binary: [0, 0, 0], regression: [0, 0, 0] };
    for (const id of [
      'accuracy',
      'roc_auc',
      'average_precision',
      'log_loss',
      'brier',
      'ece',
      'ks',
    ]) {
      expect(valueOf(id, onlyPositive, empty.binary), id).toBeNaN();
    }
    for (const id of ['mae', 'rmse', 'mape', 'smape', 'medae', 'r2']) {
      expect(valueOf(id, alike, empty.regression), id).toBeNaN();
    }
    for (const id of ['accuracy', 'f1', 'f1_weighted', 'cohen_kappa']) {
      expect(valueOf(id, oneClass, [0, 0, 0]), id).toBeNaN();
    }
    expect(valueOf('mrr', ranking({ queries: [0], labels: [1], predicted: [1] }), [0])).toBeNaN();
  });

  it('under weights that leave one class only', () => {
    const both = binary({ labels: [1, 0, 1], predicted: [1, 0, 1], scores });
    expect(valueOf('roc_auc', both)).toBe(1);
    expect(valueOf('roc_auc', both, [0.3, 0, 0.7])).toBeNaN();
    expect(valueOf('specificity', both, [0.3, 0, 0.7])).toBeNaN();
    const unlike = numeric({ labels: [0.1, 5, 0.1], predicted: [0, 0, 0] });
    expect(valueOf('r2', unlike, [0.3, 0, 0.6])).toBeNaN();
    const first = numeric({ labels: [5, 0.1, 0.1, 0.1], predicted: [0, 0, 0, 0] });
    expect(valueOf('r2', first, [0, 1, 1, 1])).toBeNaN();
  });
});

describe('a metric has a value', () => {
  it('where one class only is enough for it', () => {
    expect(valueOf('accuracy', onlyPositive)).toBeCloseTo(2 / 3, 12);
    expect(valueOf('average_precision', onlyPositive)).toBe(1);
    expect(valueOf('f1', neverPositive)).toBe(0);
    expect(valueOf('recall', neverPositive)).toBe(0);
    expect(valueOf('balanced_accuracy', onePrediction)).toBeCloseTo(1 / 3, 12);
    expect(valueOf('cohen_kappa', oneClass)).toBe(0);
  });

  it('where all scores are alike', () => {
    expect(valueOf('roc_auc', sameScore)).toBe(0.5);
    expect(valueOf('average_precision', sameScore)).toBe(0.5);
    expect(valueOf('ks', sameScore)).toBe(0);
    expect(valueOf('precision@1', sameScore)).toBe(0.5);
  });

  it('of a single row', () => {
    const one = numeric({ labels: [3], predicted: [1] });
    expect(valueOf('mae', one)).toBe(2);
    expect(valueOf('medae', one)).toBe(2);
    expect(valueOf('r2', one)).toBeNaN();
    const sure = binary({ labels: [1], predicted: [1], scores: [1] });
    expect(valueOf('accuracy', sure)).toBe(1);
    expect(valueOf('ece', sure)).toBe(0);
    expect(valueOf('log_loss', sure)).toBeLessThan(1e-15);
    expect(valueOf('ndcg@10', ranking({ queries: [0], labels: [2], predicted: [1] }))).toBe(1);
  });

  it('where only some queries have nothing relevant: those count as 0', () => {
    const half = ranking({ queries: [0, 0, 1], labels: [1, 0, 0], predicted: [3, 2, 1] });
    expect(valueOf('ndcg@2', half)).toBe(0.5);
    expect(valueOf('mrr', half)).toBe(0.5);
  });
});
