import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMetric, metrics } from '../../../core/metrics/index.ts';
import type { Predictions } from '../../../core/metrics/predictions.ts';
import { read } from './fixture.ts';
import golden from './golden/metrics.json' with { type: 'json' };

/** Relative to the larger of 1 and the expected value. */
function expectNear(actual: number | null, expected: number): void {
  const error = Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
  expect(error, `${actual} instead of ${expected}`).toBeLessThan(1e-9);
}

function compute(id: string, predictions: Predictions): number | null {
  const metric = findMetric(id);
  if (metric === null) throw new TypeError(`There is no metric ${id}.`);
  return metric.compute(predictions);
}

describe("scikit-learn's values", () => {
  it.each(golden.regression)('regression, $name', (expected) => {
    const predictions = read('regression', { y: expected.labels, y_hat: expected.predicted });
    expectNear(compute('mae', predictions), expected.mae);
    expectNear(compute('rmse', predictions), expected.rmse);
    expectNear(compute('r2', predictions), expected.r2);
  });

  it.each(golden.binary)('binary, $name', (expected) => {
    const { labels, predicted, scores } = expected;
    const predictions = read('binary', { y: labels, y_hat: predicted, p: scores });
    expectNear(compute('accuracy', predictions), expected.accuracy);
    expectNear(compute('f1', predictions), expected.f1);
    expectNear(compute('roc_auc', predictions), expected.roc_auc);
    expectNear(compute('log_loss', predictions), expected.log_loss);
  });

  it.each(golden.multiclass)('multiclass, $name', (expected) => {
    const predictions = read('multiclass', { y: expected.labels, y_hat: expected.predicted });
    expectNear(compute('accuracy', predictions), expected.accuracy);
    expectNear(compute('f1', predictions), expected.f1);
  });
});

describe('metrics', () => {
  it('have unique ids', () => {
    const ids = metrics.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are found by their id only', () => {
    expect(findMetric('mae')?.direction).toBe('lower');
    expect(findMetric('r2')?.direction).toBe('higher');
    expect(findMetric('MAE')).toBeNull();
    expect(findMetric('constructor')).toBeNull();
  });

  it('have no value for predictions of another task', () => {
    const numbers = read('regression', { y: [1, 2], y_hat: [1, 2] });
    const classes = read('binary', { y: [1, 0], y_hat: [1, 0], p: [0.9, 0.1] });
    for (const metric of metrics) {
      const other = metric.tasks.some((task) => task === 'regression') ? classes : numbers;
      expect(metric.compute(other)).toBeNull();
    }
  });

  it('have no value where they are not finite', () => {
    const huge = read('regression', { y: [1e308, -1e308], y_hat: [-1e308, 1e308] });
    expect(compute('mae', huge)).toBeNull();
    expect(compute('rmse', huge)).toBeNull();
    expect(compute('r2', huge)).toBeNull();
  });

  it('r2 has no value where all labels are alike, even by a number that rounds', () => {
    const constant = read('regression', { y: [0.1, 0.1, 0.1], y_hat: [0.1, 0.1, 0.2] });
    expect(compute('r2', constant)).toBeNull();
  });

  it('roc_auc has no value where only one class occurs', () => {
    expect(
      compute('roc_auc', read('binary', { y: [1, 1], y_hat: [1, 0], p: [0.9, 0.2] })),
    ).toBeNull();
    expect(
      compute('roc_auc', read('binary', { y: [0, 0], y_hat: [1, 0], p: [0.9, 0.2] })),
    ).toBeNull();
  });

  it('f1 has no value where a binary set has no positive, and is 0 where none is found', () => {
    expect(compute('f1', read('binary', { y: [0, 0], y_hat: [0, 0] }))).toBeNull();
    expect(compute('f1', read('binary', { y: [1, 0], y_hat: [0, 0] }))).toBe(0);
  });
});

describe('whatever the rows', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const score = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
  const bit = fc.integer({ min: 0, max: 1 });

  it('no metric depends on their order', () => {
    const rows = fc.array(fc.record({ y: number, y_hat: number, b: bit, b_hat: bit, p: score }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (some) => {
        const [there, back] = [some, some.toReversed()].map((ordered) => [
          read('regression', { y: ordered.map((r) => r.y), y_hat: ordered.map((r) => r.y_hat) }),
          read('binary', {
            y: ordered.map((r) => r.b),
            y_hat: ordered.map((r) => r.b_hat),
            p: ordered.map((r) => r.p),
          }),
        ]);
        for (const { id } of metrics) {
          for (const [index, predictions] of (there ?? []).entries()) {
            const other = back?.[index];
            const expected = compute(id, predictions);
            const actual = other === undefined ? null : compute(id, other);
            if (expected === null) expect(actual).toBeNull();
            else expectNear(actual, expected);
          }
        }
      }),
    );
  });

  it('roc_auc is the share of pairs in order, and turns round with the scores', () => {
    const rows = fc.array(fc.record({ y: bit, p: score }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(rows, (some) => {
        const ones = some.filter(({ y }) => y === 1);
        const zeros = some.filter(({ y }) => y === 0);
        fc.pre(ones.length > 0 && zeros.length > 0);
        const auc = (p: readonly number[]): number | null =>
          compute(
            'roc_auc',
            read('binary', { y: some.map(({ y }) => y), y_hat: some.map(() => 0), p }),
          );
        const pairs = ones.flatMap((one) =>
          zeros.map((zero) => (Math.sign(one.p - zero.p) + 1) / 2),
        );
        const expected = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
        expectNear(auc(some.map(({ p }) => p)), expected);
        expectNear(auc(some.map(({ p }) => 1 - p)), 1 - expected);
      }),
    );
  });

  it('a perfect regression has no error and r2 1', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 2, maxLength: 30 }), (y) => {
        const predictions = read('regression', { y, y_hat: y });
        expect(compute('mae', predictions)).toBe(0);
        expect(compute('rmse', predictions)).toBe(0);
        const r2 = compute('r2', predictions);
        expect(r2 === 1 || r2 === null).toBe(true);
      }),
    );
  });
});
