import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCounts } from '../../../core/evaluation/groups.ts';
import { pairsOf, type Rate, ratesOf, ratioOf } from '../../../core/fairness/parity.ts';
import type { BinaryPredictions } from '../../../core/predictions/predictions.ts';
import { contrastInterval } from '../../../core/statistics/contrast.ts';
import cases from '../../goldens/fairness/parity.json' with { type: 'json' };

/** The predictions of a golden. */
function predictions({ code }: (typeof cases)[number]): BinaryPredictions {
  const levels = [...new Set(code.group)]
    .toSorted((a, b) => a - b)
    .map((value) => ({ kind: 'value', value: `g${value}` }) as const);
  return {
    kind: 'binary',
    rows: code.labels.length,
    keys: null,
    weights: null,
    clusters: null,
    slices: [{ name: 'group', levels, codes: Int32Array.from(code.group) }],
    positive: '1',
    negative: '0',
    labels: Uint8Array.from(code.labels),
    predicted: Uint8Array.from(code.predicted),
    scores: null,
  };
}

describe('the measures of fairness', () => {
  it.each(cases)('are those of Fairlearn, from the counts that evaluate records', (golden) => {
    const [column] = groupCounts(predictions(golden)).groups ?? [];
    const groups = column?.groups ?? [];
    expect(groups).toMatchObject(golden.groups);
    expect(groups).toHaveLength(golden.groups.length);
    expect(column?.left).toBe(0);
    const furthest = (rate: Rate) => {
      const [first] = pairsOf(ratesOf(groups, rate).known);
      if (first === undefined) throw new Error('There are no two groups.');
      return first;
    };
    const selection = furthest('selection');
    expect(selection.difference).toBeCloseTo(golden.demographicParityDifference, 12);
    expect(ratioOf(selection)).toBeCloseTo(golden.demographicParityRatio, 12);
    const odds = (['true-positive', 'false-positive'] as const).map(
      (rate) => furthest(rate).difference,
    );
    expect(Math.max(...odds)).toBeCloseTo(golden.equalizedOddsDifference, 12);
    const [low, high] = golden.selectionInterval;
    expect(selection.interval.low).toBeCloseTo(low ?? Number.NaN, 10);
    expect(selection.interval.high).toBeCloseTo(high ?? Number.NaN, 10);
  });

  it('hold the difference within its interval, and the interval is mirrored when the groups are', () => {
    const share = fc
      .integer({ min: 1, max: 2_000 })
      .chain((rows) => fc.integer({ min: 0, max: rows }).map((hits) => ({ hits, rows })));
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 190 }), (one, other, among) => {
        const { low, high } = contrastInterval(one, other, 1, among);
        const difference = one.hits / one.rows - other.hits / other.rows;
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        const mirrored = contrastInterval(other, one, 1, among);
        expect(mirrored.low).toBeCloseTo(-high, 10);
        expect(mirrored.high).toBeCloseTo(-low, 10);
      }),
    );
  });
});

describe('groupCounts', () => {
  it('counts the rows without a group apart, and makes nothing of other tasks or without slices', () => {
    const [golden] = cases;
    if (golden === undefined) throw new Error('There is no golden.');
    const all = predictions(golden);
    const [slice] = all.slices;
    if (slice === undefined) throw new Error('There is no slice.');
    const codes = slice.codes.map((code, row) => (row < 5 ? -1 : code));
    const [column] = groupCounts({ ...all, slices: [{ ...slice, codes }] }).groups ?? [];
    expect(column?.left).toBe(5);
    const counted = (column?.groups ?? []).reduce((sum, { rows }) => sum + rows, 0);
    expect(counted).toBe(all.rows - 5);
    expect(groupCounts({ ...all, slices: [] })).toEqual({});
  });
});
