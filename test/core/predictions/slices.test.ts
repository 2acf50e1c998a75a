import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import { quantileEdges, rangeOf } from '../../../core/predictions/columns/quantile-cuts.ts';
import { sliceColumn } from '../../../core/predictions/columns/slice-column.ts';
import type { SliceColumn, SliceLevel } from '../../../core/predictions/predictions.ts';
import { inputErrorOf } from './fixture.ts';

function slice(cells: readonly Cell[]): SliceColumn {
  const column = sliceColumn({ file: 'p.csv', name: 'city' });
  for (const cell of cells) column.push(cell, 0);
  return column.finish();
}

/** The level of each row; null where it has none. */
function levels(cells: readonly Cell[]): readonly (SliceLevel | null)[] {
  const { codes, levels: all } = slice(cells);
  return Array.from(codes, (code) => all[code] ?? null);
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe('a slice column', () => {
  it('has its values as levels, the most frequent first', () => {
    expect(slice(['b', 'a', ' b', 'c', 'c', 'b'])).toEqual({
      name: 'city',
      levels: [
        { kind: 'value', value: 'b' },
        { kind: 'value', value: 'c' },
        { kind: 'value', value: 'a' },
      ],
      codes: Int32Array.of(0, 2, 0, 1, 1, 0),
    });
  });

  it('has the rows without a value as a level of their own, unless all are so', () => {
    const { levels, codes } = slice(['a', '', null, 'nan', Number.NaN, 'a']);
    expect(levels.map((level) => level.kind === 'value' && level.value)).toEqual(['', 'a']);
    expect(codes).toEqual(Int32Array.of(1, 0, 0, 0, 0, 1));
    expect(slice(['', null])).toEqual({ name: 'city', levels: [], codes: Int32Array.of(-1, -1) });
  });

  it('keeps the 20 most frequent of its values', () => {
    const texts = numbers(30).flatMap((index) =>
      Array.from({ length: index + 1 }, () => `city ${index}`),
    );
    const { levels: kept, codes } = slice(texts);
    expect(kept).toHaveLength(20);
    expect(kept[0]).toEqual({ kind: 'value', value: 'city 29' });
    expect(codes[0]).toBe(-1);
    expect(codes.at(-1)).toBe(0);
  });

  it('holds up to 10 different numbers as values, and more as quartiles', () => {
    expect(slice(numbers(10)).levels).toHaveLength(10);
    expect(slice(numbers(12)).levels).toEqual([
      { kind: 'range', from: 0, to: 3 },
      { kind: 'range', from: 3, to: 6 },
      { kind: 'range', from: 6, to: 9 },
      { kind: 'range', from: 9, to: 11 },
    ]);
    expect(slice(numbers(12)).codes).toEqual(Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3));
  });

  it('has one word among its numbers as a sign that they are names', () => {
    expect(slice([...numbers(12), 'unknown']).levels).toHaveLength(13);
  });

  it.each([12, 1_000, 1_001, 5_000])(
    'cuts %i different numbers into four ranges, missing and infinite ones in none',
    (count) => {
      const cells: readonly Cell[] = [
        null,
        'inf',
        ...numbers(count).map(String),
        Number.NEGATIVE_INFINITY,
      ];
      const { levels: ranges, codes } = slice(cells);
      expect(ranges).toHaveLength(4);
      expect([codes[0], codes[1], codes.at(-1)]).toEqual([-1, -1, -1]);
      const counts = [0, 1, 2, 3].map((level) => codes.filter((code) => code === level).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    },
  );

  it('refuses more than 1,000 values that are not numbers, and says what to do', () => {
    const texts = numbers(1_001).map((index) => `user ${index}`);
    expect(() => slice(texts.slice(1))).not.toThrow();
    const error = inputErrorOf(() => slice(texts));
    expect(error.code).toBe('too-many-levels');
    expect(error.message).toContain('more than 1,000 different values that are not all numbers');
    expect(inputErrorOf(() => slice([...numbers(2_000), 'x'])).code).toBe('too-many-levels');
    expect(inputErrorOf(() => slice(['x', ...numbers(2_000)])).code).toBe('too-many-levels');
  });

  it('gives a row its level whatever the order of the rows', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom('a', 'b', '', null));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        expect(levels(cells.toReversed())).toEqual(levels(cells).toReversed());
      }),
    );
  });
});

describe('quantileEdges', () => {
  it('keeps equal numbers together: most of them zeros give the zeros and the others', () => {
    const values = Float64Array.from([
      ...Array.from({ length: 80 }, () => 0),
      ...numbers(20).map((number) => number + 1),
    ]);
    expect(quantileEdges(values, 4)).toEqual([0, 1, 20]);
    expect(quantileEdges(Float64Array.of(5, 5), 4)).toEqual([5, 5]);
  });

  it('puts every number into a range that holds it, and no range is empty', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 6 }), (some, parts) => {
        const edges = quantileEdges(Float64Array.from(some), parts);
        expect(edges.length - 1).toBeLessThanOrEqual(parts);
        const ranges = new Set<number>();
        for (const value of some) {
          const range = rangeOf(edges, value);
          ranges.add(range);
          const [from, to] = [edges[range] ?? Number.NaN, edges[range + 1] ?? Number.NaN];
          expect(
            value >= from && (value < to || (range === edges.length - 2 && value === to)),
          ).toBe(true);
        }
        expect(ranges.size).toBe(edges.length - 1);
      }),
    );
  });
});
