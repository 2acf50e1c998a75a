import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../core/evaluation/compare-rows.ts';
import { estimateMetrics } from '../../../core/evaluation/estimate-metrics.ts';
import { resamplesFor } from '../../../core/evaluation/sampling.ts';
import type { Clusters, SliceColumn } from '../../../core/predictions/predictions.ts';
import { binary, keysFrom, regression } from './rows.ts';

const sampling = { resamples: 400, seed: 'test' };

function groups(rows: number, count: number): Clusters {
  return { count, codes: Int32Array.from({ length: rows }, (_, row) => row % count) };
}

describe('the comparison of two models row by row', () => {
  it('takes closed forms for accuracy and the AUC, and the bootstrap for others', () => {
    const [ours, theirs] = [binary(400, 0.9, 'a'), binary(400, 0.7, 'b')];
    const ids = ['accuracy', 'roc_auc', 'f1'];
    const { fields, intervals } = compareRows(ids, ours, theirs, sampling);
    expect(ids.map((id) => fields.metrics[id]?.method)).toEqual(['mcnemar', 'delong', 'bootstrap']);
    for (const id of ids) {
      const { difference, interval, pValue, candidate, baseline } = fields.metrics[id] ?? {};
      expect(difference).toBeCloseTo((candidate ?? 0) - (baseline ?? 0), 12);
      expect(interval?.low, id).toBeGreaterThan(0);
      expect(interval?.high, id).toBeLessThan(0.5);
      expect(pValue, id).toBeLessThan(0.001);
    }
    expect([...(intervals?.keys() ?? [])].toSorted()).toEqual(ids.toSorted());
  });

  it.each([
    ['weights', { weights: new Float64Array(400).fill(2) }],
    ['groups', { clusters: groups(400, 40) }],
  ])('takes the bootstrap for all with %s, for which no closed form holds', (_, about) => {
    const [ours, theirs] = [binary(400, 0.9, 'a', about), binary(400, 0.7, 'b', about)];
    const { fields } = compareRows(['accuracy', 'roc_auc'], ours, theirs, sampling);
    expect(Object.values(fields.metrics).map(({ method }) => method)).toEqual([
      'bootstrap',
      'bootstrap',
    ]);
  });

  it('finds no difference, and no spread, between a model and itself', () => {
    const model = regression(300, 10, 'a');
    const { fields } = compareRows(['mae', 'r2'], model, model, sampling);
    for (const { difference, interval, standardError } of Object.values(fields.metrics)) {
      expect([difference, interval, standardError]).toEqual([0, { low: 0, high: 0 }, 0]);
    }
  });

  it('compares the rows that both have, and says how many fell out', () => {
    const ours = regression(100, 4, 'a', { keys: keysFrom(10, 100) });
    const theirs = { ...regression(110, 8, 'b', { keys: keysFrom(0, 110) }) };
    const shifted = { ...ours, labels: ours.labels.map((label) => label + 10) };
    const { fields, intervals } = compareRows(['mae'], shifted, theirs, sampling);
    expect(fields.refused).toBeUndefined();
    expect(fields.rows).toEqual({ candidate: 100, baseline: 110, compared: 100 });
    expect(fields.notes?.join(' ')).toMatch(/10 of 110 rows/);
    expect(intervals).not.toBeNull();
  });

  it('is refused below 80% of the rows, with the reason and without a number', () => {
    const ours = regression(100, 4, 'a', { keys: keysFrom(0, 100) });
    const theirs = regression(100, 8, 'b', { keys: keysFrom(50, 100) });
    const { fields } = compareRows(['mae'], ours, theirs, sampling);
    expect(fields.refused).toMatch(/\S/);
    expect(fields.metrics).toEqual({});
  });

  it('has no interval, and says why, where fewer than ten groups can be drawn', () => {
    const ours = regression(300, 4, 'a', { clusters: groups(300, 5) });
    const { fields } = compareRows(['mae'], ours, regression(300, 8, 'b'), sampling);
    expect(fields.metrics['mae']).toMatchObject({ method: 'none' });
    expect(fields.metrics['mae']).not.toHaveProperty('interval');
    expect(fields.notes?.join(' ')).toMatch(/only 5 rows or groups can be drawn/);
    expect(fields.clusters).toBe(5);
  });

  it('is wider by groups than by rows where the rows of a group err alike', () => {
    const clusters = groups(400, 20);
    const offsets = Float64Array.from({ length: 20 }, (_, group) => (group % 5) * 3);
    const errs = regression(400, 1, 'a');
    const predicted = errs.predicted.map(
      (value, row) => value + (offsets[clusters.codes[row] ?? 0] ?? 0),
    );
    const byRow = { ...errs, predicted };
    const widthOf = (model: typeof errs): number => {
      const { interval } = compareRows(['mae'], model, errs, sampling).fields.metrics['mae'] ?? {};
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(widthOf({ ...byRow, clusters })).toBeGreaterThan(2 * widthOf(byRow));
  });

  it('computes slices on the same rows, and judges none of fewer than 30', () => {
    const weather: SliceColumn = {
      name: 'weather',
      levels: [
        { kind: 'value', value: 'clear' },
        { kind: 'value', value: 'snow' },
      ],
      codes: Int32Array.from({ length: 200 }, (_, row) => (row < 20 ? 1 : 0)),
    };
    const ours = regression(200, 4, 'a', { slices: [weather] });
    const { slices } = compareRows(['mae'], ours, regression(200, 8, 'b'), sampling).fields;
    const [clear, snow] = slices;
    const own = clear?.metrics['mae'];
    expect(own?.candidateInterval?.low).toBeLessThan(own?.candidate ?? Number.NaN);
    expect(own?.candidateInterval?.high).toBeGreaterThan(own?.candidate ?? Number.NaN);
    expect(snow?.metrics['mae']?.candidateInterval).toBeUndefined();
    expect(clear).toMatchObject({ rows: 180, slice: [{ column: 'weather', value: 'clear' }] });
    expect(clear?.metrics['mae']?.interval?.high).toBeLessThan(0);
    expect(clear?.metrics['mae']?.pValue).toBeLessThan(0.001);
    expect(snow).toMatchObject({ rows: 20 });
    expect(snow?.metrics['mae']?.difference).toBeLessThan(0);
    expect(snow?.metrics['mae']).not.toHaveProperty('interval');
    expect(snow?.metrics['mae']).not.toHaveProperty('pValue');
  });
});

/** A column of so many levels, each on so many rows in a row. */
function levelsOf(name: string, width: number, count: number): SliceColumn {
  return {
    name,
    levels: Array.from({ length: count }, (_, level) => ({ kind: 'value', value: `v${level}` })),
    codes: Int32Array.from({ length: 9_000 }, (_, row) => Math.floor(row / width) % count),
  };
}

describe('the slices of a comparison', () => {
  // 35 levels and 300 pairs of them, each with 30 rows, so that all are judged.
  const slices = [levelsOf('a', 1, 20), levelsOf('b', 20, 15)];
  const ours = regression(9_000, 4, 'a', { slices });
  const theirs = regression(9_000, 8, 'b');

  it('are told one by one while they are made', () => {
    const told: (readonly [number, number])[] = [];
    const onSlice = (done: number, all: number): void => void told.push([done, all]);
    compareRows(['mae'], ours, theirs, { ...sampling, resamples: 50, onSlice });
    expect(told).toHaveLength(335);
    expect(told[0]).toEqual([1, 335]);
    expect(told.at(-1)).toEqual([335, 335]);
  });

  it('take less than a megabyte of a record, however many metrics there are', () => {
    const quantile = Array.from({ length: 50 }, (_, index) => (index + 1) / 100);
    const quantiles = new Map(quantile.map((one) => [one, ours.predicted]));
    const ids = quantile.map((one) => `pinball@${one}`);
    const { fields } = compareRows(
      ids,
      { ...ours, quantiles },
      { ...theirs, quantiles: new Map(quantile.map((one) => [one, theirs.predicted])) },
      { ...sampling, resamples: 50 },
    );
    expect(fields.slices).toHaveLength(60);
    expect(fields.slices.filter(({ slice }) => slice.length === 1)).toHaveLength(35);
    expect(JSON.stringify(fields.slices).length).toBeLessThan(1_000_000);
  });
});

describe('the interval of one model', () => {
  it('holds the value of each metric that has one', () => {
    const model = binary(300, 0.8, 'a');
    const intervals = estimateMetrics(['accuracy', 'roc_auc', 'log_loss'], model, sampling);
    expect(intervals.get('accuracy')?.low).toBeGreaterThan(0.7);
    expect(intervals.get('accuracy')?.high).toBeLessThan(0.9);
    expect(intervals.size).toBe(3);
  });

  it('is none where only one class occurs', () => {
    const model = { ...binary(300, 0.8, 'a'), labels: new Uint8Array(300) };
    expect(estimateMetrics(['roc_auc', 'average_precision'], model, sampling).size).toBe(0);
  });

  it('is from 1,000 draws, from 200 of very many rows, or from as many as are configured', () => {
    expect(resamplesFor(1_000, undefined)).toBe(1_000);
    expect(resamplesFor(2_000_000, undefined)).toBe(200);
    expect(resamplesFor(2_000_000, 5_000)).toBe(5_000);
  });
});
