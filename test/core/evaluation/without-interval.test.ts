import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../core/evaluation/compare-rows.ts';
import { estimateMetrics } from '../../../core/evaluation/estimate-metrics.ts';
import { measureSlices } from '../../../core/evaluation/slices.ts';
import type { SliceColumn } from '../../../core/predictions/predictions.ts';
import { binary } from './rows.ts';

const sampling = { resamples: 200, seed: 'test' };
const all: SliceColumn = {
  name: 'site',
  levels: [{ kind: 'value', value: 'north' }],
  codes: new Int32Array(300),
};
const ours = binary(300, 0.9, 'a', { slices: [all] });
const theirs = binary(300, 0.7, 'b');

describe('a metric without an interval', () => {
  it.each([
    ['ece', 'ece has no interval: its estimate is biased, and drawing rows anew biases it more.'],
    ['ks', 'ks has no interval: its estimate is biased, and drawing rows anew biases it more.'],
    [
      'precision@49',
      'precision@49 has no interval: it looks at 49 rows only, and drawing rows anew shows their spread from 50 on.',
    ],
    [
      'recall@10',
      'recall@10 has no interval: it looks at 10 rows only, and drawing rows anew shows their spread from 50 on.',
    ],
  ])('is %s: its values are compared, and a note says once why there is none', (id, note) => {
    const { fields, intervals } = compareRows([id, 'brier'], ours, theirs, sampling);
    const metric = fields.metrics[id];
    expect(metric?.difference).toBe((metric?.candidate ?? 0) - (metric?.baseline ?? 0));
    expect(Object.keys(metric ?? {})).toEqual(['baseline', 'candidate', 'difference', 'method']);
    expect(metric?.method).toBe('none');
    expect(fields.notes).toEqual([note]);
    expect(intervals?.has(id)).toBe(false);
    expect(fields.metrics['brier']?.method).toBe('bootstrap');
  });

  it('has none by itself either, nor in a slice', () => {
    const ids = ['ece', 'brier'];
    expect([...estimateMetrics(ids, ours, sampling).keys()]).toEqual(['brier']);
    const [measured] = measureSlices(ids, ours, sampling);
    expect(Object.keys(measured?.metrics['ece'] ?? {})).toEqual(['value']);
    expect(measured?.metrics['brier']).toHaveProperty('interval');
    const [compared] = compareRows(ids, ours, theirs, sampling).fields.slices;
    const alone = Object.keys(compared?.metrics['ece'] ?? {});
    expect(alone).toEqual(['baseline', 'candidate', 'difference']);
    expect(compared?.metrics['brier']).toHaveProperty('pValue');
  });

  it('is not precision@50', () => {
    const { fields } = compareRows(['precision@50'], ours, theirs, sampling);
    expect(fields.metrics['precision@50']?.method).toBe('bootstrap');
  });
});
