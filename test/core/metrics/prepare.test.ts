import { describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../core/metrics/compute.ts';
import { findMetric, metrics } from '../../../core/metrics/index.ts';
import { prepareMetrics } from '../../../core/metrics/prepare.ts';
import { binary, inputErrorOf, multiclass, numeric, ranking } from './fixture.ts';

const regression = numeric({ labels: [1, 3], predicted: [2, 2] });

describe('prepareMetrics', () => {
  it('gives the values in the order of the ids, under any weights', () => {
    const ids = ['rmse', 'mae', 'r2', 'mae'];
    const evaluator = prepareMetrics(ids, numeric({ labels: [1, 3, 9], predicted: [2, 2, 2] }));
    expect([evaluator.ids, evaluator.rows]).toEqual([ids, 3]);
    expect([...evaluator.evaluate(Float64Array.of(1, 1, 0))]).toEqual([1, 1, 0, 1]);
    expect([...evaluator.evaluate(Float64Array.of(0, 0, 1))]).toEqual([7, 7, Number.NaN, 7]);
  });

  it('keeps apart metrics that differ by their number only', () => {
    const scored = binary({ labels: [1, 0, 1], scores: [0.9, 0.8, 0.7] });
    const evaluator = prepareMetrics(['precision@2', 'precision', 'precision@1'], scored);
    expect([...evaluator.evaluate(Float64Array.of(1, 1, 1))]).toEqual([0.5, 1, 1]);
  });

  it('leaves predictions and weights as they are', () => {
    const scored = binary({ labels: [1, 0, 1], scores: [0.7, 0.9, 0.8] });
    const weights = Float64Array.of(1, 2, 3);
    prepareMetrics(['roc_auc', 'ece', 'f1', 'precision@1'], scored).evaluate(weights);
    expect(scored).toEqual(binary({ labels: [1, 0, 1], scores: [0.7, 0.9, 0.8] }));
    expect([...weights]).toEqual([1, 2, 3]);
  });

  it.each([
    ['roc_auc', 'no-score', binary({ labels: [1, 0] }), 'evaluate.predictions.score'],
    [
      'log_loss',
      'no-scores',
      multiclass({ classes: ['a'], labels: [0] }),
      'evaluate.predictions.scores',
    ],
    [
      'coverage',
      'no-bounds',
      regression,
      'evaluate.predictions.lower and evaluate.predictions.upper',
    ],
    ['pinball@0.9', 'no-quantile', regression, 'under 0.9 in evaluate.predictions.quantiles'],
  ])('says for %s what to configure where its columns are missing', (id, code, given, key) => {
    const error = inputErrorOf(() => prepareMetrics([id], given));
    expect(error.code).toBe(code);
    expect(error.message).toContain(key);
    expect(error.message).toContain(`or take ${id} out of evaluate.metrics.`);
  });

  it.each([
    ['rsme', '"rsme" is not a metric; did you mean rmse?'],
    ['accuracy', '"accuracy" is a metric for binary and multiclass'],
    ['pinball', '"pinball" must have a number'],
  ])('refuses %s', (id, sentence) => {
    const error = inputErrorOf(() => prepareMetrics([id], regression));
    expect(error.code).toBe('unknown-metric');
    expect(error.message).toContain(`evaluate.metrics: ${sentence}`);
  });
});

describe('computeMetrics', () => {
  it('gives each metric with its number of rows, in the order asked', () => {
    const values = computeMetrics(['rmse', 'mae'], regression);
    expect(values).toEqual({ rmse: { value: 1, rows: 2 }, mae: { value: 1, rows: 2 } });
    expect(Object.keys(values)).toEqual(['rmse', 'mae']);
  });

  it("takes the rows' own weights", () => {
    const weighted = numeric({ labels: [1, 3], predicted: [2, 4.5], weights: [3, 1] });
    expect(computeMetrics(['mae'], weighted)['mae']?.value).toBe((3 + 1.5) / 4);
  });

  it('gives a reason where there is no value', () => {
    const alike = numeric({ labels: [1, 1], predicted: [2, 2] });
    expect(computeMetrics(['r2'], alike)).toEqual({
      r2: {
        value: null,
        rows: 2,
        reason: 'It is not defined when all labels are alike, or too large to be squared.',
      },
    });
  });
});

describe('metrics', () => {
  it('have one id for each task', () => {
    const names = metrics.map(({ id, task }) => `${task} ${id}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('of one id look alike to a person for all tasks', () => {
    for (const metric of metrics) {
      const { label, direction, range, unit } = metric;
      const first = metrics.find(({ id }) => id === metric.id);
      expect(first).toMatchObject({ label, direction, range, unit });
    }
  });

  it('are found by their id with its number, for a task or for any', () => {
    expect(findMetric('mae')?.direction).toBe('lower');
    expect(findMetric('ndcg@10')?.direction).toBe('higher');
    expect(findMetric('log_loss', 'multiclass')?.needs).toEqual(['scores']);
    expect(findMetric('log_loss', 'regression')).toBeNull();
  });

  it.each(['MAE', 'constructor', 'ndcg', 'ndcg@ten', 'mae@5', ''])(
    'are not found by "%s"',
    (id) => {
      expect(findMetric(id)).toBeNull();
    },
  );

  it('have letters in their ids where they take a number, and an example that they take', () => {
    for (const { id, parameter, task } of metrics) {
      expect(/@[a-z]$/.test(id), id).toBe(parameter !== null);
      const example = parameter === null ? id : id.replace(/[a-z]$/, String(parameter.example));
      expect(findMetric(example, task)?.id).toBe(id);
    }
  });

  it('belong to families that refuse predictions of another task', () => {
    const others = {
      regression: numeric({ labels: [1], predicted: [2], lower: [1], upper: [3] }),
      binary: binary({ labels: [1, 0], scores: [0.9, 0.1] }),
      multiclass: multiclass({
        classes: ['a', 'b'],
        labels: [1, 0],
        scores: [
          [1, 0],
          [0, 1],
        ],
      }),
      ranking: ranking({ queries: [0, 0], labels: [1, 0], predicted: [1, 0] }),
    };
    for (const { family, task } of metrics) {
      for (const [other, predictions] of Object.entries(others)) {
        expect(family.prepare(predictions, [1]) === null, family.id).toBe(other !== task);
      }
    }
  });
});
