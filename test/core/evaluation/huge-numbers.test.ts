import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../core/evaluation/compare-rows.ts';
import { estimateMetrics } from '../../../core/evaluation/estimate-metrics.ts';
import { measureSlices } from '../../../core/evaluation/slices.ts';
import type { NumericPredictions, SliceColumn } from '../../../core/predictions/predictions.ts';
import { canonicalJson } from '../../../core/record/digest.ts';
import { regression } from './rows.ts';

const sampling = { resamples: 60, seed: 'test' };
const ids = [
  'mae',
  'rmse',
  'mse',
  'mape',
  'smape',
  'medae',
  'r2',
  'explained_variance',
  'pinball@0.9',
  'coverage',
  'interval_width',
];
const rows = 40;

const half: SliceColumn = {
  name: 'half',
  levels: [
    { kind: 'range', from: 0, to: 1 },
    { kind: 'range', from: 1, to: 2 },
  ],
  codes: Int32Array.from({ length: rows }, (_, row) => (row < 35 ? 0 : 1)),
};

/** A model whose labels and predictions are these, with bounds and a quantile that are as far off. */
function model(labels: readonly number[], predicted: readonly number[]): NumericPredictions {
  const values = Float64Array.from(predicted);
  return {
    ...regression(rows, 1, 'a', { slices: [half] }),
    labels: Float64Array.from(labels),
    predicted: values,
    bounds: { lower: values.map((value) => -value), upper: values },
    quantiles: new Map([[0.9, values]]),
  };
}

/** Of any size up to the largest number, so that sums and squares overflow in some rows and not in others. */
const size = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -300, max: 308 }))
  .map(([factor, exponent]) => factor * 10 ** exponent);
const column = fc.oneof(
  fc.array(size, { minLength: rows, maxLength: rows }),
  size.chain((scale) =>
    fc.array(
      fc.double({ min: 0.9, max: 1, noNaN: true }).map((factor) => factor * scale),
      { minLength: rows, maxLength: rows },
    ),
  ),
);

describe('predictions that are far too large', () => {
  it('have no interval of a difference that overflows, and a note that says why', () => {
    const good = regression(rows, 1, 'a', { slices: [half] });
    const diverged = { ...good, predicted: good.predicted.map((value) => value * 1e200) };
    const { fields } = compareRows(['mae', 'rmse'], diverged, good, sampling);
    expect(fields.metrics['mae']).toMatchObject({ method: 'none', baseline: expect.any(Number) });
    expect(fields.metrics['mae']).not.toHaveProperty('interval');
    expect(fields.metrics['rmse']).toMatchObject({ candidate: null, difference: null });
    expect(fields.notes?.join(' ')).toMatch(/lie further apart than a number can say/);
    expect(fields.slices[0]?.metrics['mae']).not.toHaveProperty('interval');
    expect(fields.slices[0]?.metrics['mae']).not.toHaveProperty('pValue');
  });

  it('have no difference where that of two values is too large for a number', () => {
    const low = model(Array<number>(rows).fill(0), Array<number>(rows).fill(-8e307));
    const high = model(Array<number>(rows).fill(0), Array<number>(rows).fill(8e307));
    // Only the first row counts, so that no sum overflows.
    const weights = Float64Array.from({ length: rows }, (_, row) => (row === 0 ? 1 : 0));
    const [ours, theirs] = [
      { ...high, weights },
      { ...low, weights },
    ];
    const { fields } = compareRows(['interval_width'], ours, theirs, sampling);
    const width = { candidate: 1.6e308, baseline: -1.6e308, difference: null };
    expect(fields.metrics['interval_width']).toEqual({ ...width, method: 'none' });
    expect(fields.slices[0]?.metrics['interval_width']).toEqual(width);
  });

  it('give finite numbers or none, whatever they are', () => {
    fc.assert(
      fc.property(column, column, column, (labels, ours, theirs) => {
        const [candidate, baseline] = [model(labels, ours), model(labels, theirs)];
        const { fields, intervals } = compareRows(ids, candidate, baseline, sampling);
        const own = Object.fromEntries(estimateMetrics(ids, candidate, sampling));
        const shared = Object.fromEntries(intervals ?? []);
        // Canonical JSON refuses NaN and Infinity, as a record does.
        canonicalJson({ fields, own, shared, slices: measureSlices(ids, candidate, sampling) });
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
