import { describe, expect, it } from 'vitest';
import type { SliceColumn } from '../../../core/predictions/predictions.ts';
import { largestSlices } from '../../../core/slices/largest.ts';
import { mostSlices, slicesKept } from '../../../core/slices/limits.ts';
import { slicesOf } from '../../../core/slices/slice-rows.ts';

const weather: SliceColumn = {
  name: 'weather',
  levels: [
    { kind: 'value', value: 'clear' },
    { kind: 'value', value: 'rain' },
  ],
  codes: Int32Array.of(0, 1, 0, -1, 1, 0),
};
const temperature: SliceColumn = {
  name: 'temperature',
  levels: [
    { kind: 'range', from: -5, to: 10 },
    { kind: 'range', from: 10, to: 31 },
  ],
  codes: Int32Array.of(1, 1, 0, 0, 1, -1),
};

describe('slices', () => {
  it('are each level of a column, then each pair of levels of two, without the missing ones', () => {
    const found = Array.from(slicesOf([weather, temperature]), ({ name, rows }) => [
      name.map(({ value, from, to }) => value ?? `${from} to ${to}`).join(' and '),
      ...rows,
    ]);
    expect(found).toEqual([
      ['clear', 0, 2, 5],
      ['rain', 1, 4],
      ['-5 to 10', 2, 3],
      ['10 to 31', 0, 1, 4],
      ['clear and -5 to 10', 2],
      ['clear and 10 to 31', 0],
      ['rain and 10 to 31', 1, 4],
    ]);
  });

  it('are none without columns', () => {
    expect([...slicesOf([])]).toEqual([]);
  });

  it('lose their smallest where there are more than a record takes', () => {
    const levels = Array.from({ length: mostSlices + 3 }, (_, index) => ({
      kind: 'value' as const,
      value: `s${index}`,
    }));
    // The first three have one row, every other has two.
    const codes = Int32Array.from(
      levels.flatMap((_, index) => (index < 3 ? [index] : [index, index])),
    );
    const { count, slices } = largestSlices([{ name: 'city', levels, codes }], 1);
    const kept = Array.from(slices, ({ name }) => name[0]);
    expect(kept).toHaveLength(mostSlices);
    expect(count).toBe(mostSlices);
    expect(kept[0]).toEqual({ column: 'city', value: 's3' });
  });

  it('of one column stay before larger ones of two, in their order', () => {
    // With 1,000 metrics a record takes 3 of these 7 slices.
    const { slices } = largestSlices([weather, temperature], 1_000);
    expect(Array.from(slices, ({ name }) => name)).toEqual([
      [{ column: 'weather', value: 'clear' }],
      [{ column: 'weather', value: 'rain' }],
      [{ column: 'temperature', from: 10, to: 31 }],
    ]);
  });

  it.each([
    [0, 500],
    [6, 500],
    [30, 100],
    [3_000, 1],
    [9_000, 1],
  ])('of %d metrics are at most %d', (metrics, most) => {
    expect(slicesKept(metrics)).toBe(most);
  });

  it('have names that end in no half of a character, however they are cut', () => {
    const long = `${'x'.repeat(1_023)}\u{1f6b2}`;
    const column = `${'x'.repeat(255)}\u{1f6b2}`;
    const levels = [{ kind: 'value' as const, value: long }];
    const [slice] = slicesOf([{ name: column, levels, codes: Int32Array.of(0) }]);
    const [part] = slice?.name ?? [];
    expect(part?.column).toBe(`${'x'.repeat(255)}\ufffd`);
    expect(part?.value).toBe(`${'x'.repeat(1_023)}\ufffd`);
  });
});
