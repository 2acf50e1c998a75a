import { describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../core/metrics/compute.ts';
import { inputErrorOf, read } from './fixture.ts';

describe('computeMetrics', () => {
  it('gives each metric with its number of rows, in the order asked', () => {
    const predictions = read('regression', { y: [1, 3], y_hat: [2, 2] });
    const values = computeMetrics(['rmse', 'mae'], predictions);
    expect(values).toEqual({ rmse: { value: 1, rows: 2 }, mae: { value: 1, rows: 2 } });
    expect(Object.keys(values)).toEqual(['rmse', 'mae']);
  });

  it('keeps a metric without a value, as null', () => {
    const predictions = read('regression', { y: [1, 1], y_hat: [2, 2] });
    expect(computeMetrics(['r2'], predictions)).toEqual({ r2: { value: null, rows: 2 } });
  });

  it('says what to configure when a metric needs a score and none is named', () => {
    const predictions = read('binary', { y: [1, 0], y_hat: [1, 0] });
    const error = inputErrorOf(() => computeMetrics(['accuracy', 'roc_auc'], predictions));
    expect(error.code).toBe('no-score');
    expect(error.message).toContain('evaluate.predictions.score');
  });

  it('suggests the nearest metric for an unknown one', () => {
    const predictions = read('regression', { y: [1], y_hat: [1] });
    const error = inputErrorOf(() => computeMetrics(['rsme'], predictions));
    expect(error.code).toBe('unknown-metric');
    expect(error.message).toContain('did you mean rmse?');
  });
});
