import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import { classColumn, classNames } from '../../../core/predictions/columns/class-column.ts';
import type { ColumnBuilder } from '../../../core/predictions/columns/column.ts';
import { groupColumn } from '../../../core/predictions/columns/group-column.ts';
import { idColumn } from '../../../core/predictions/columns/id-column.ts';
import { finiteNumber, numberColumn } from '../../../core/predictions/columns/number-column.ts';
import { sliceColumn } from '../../../core/predictions/columns/slice-column.ts';

const place = { file: 'p.parquet', name: 'c' };

/** A builder of each kind, and what it makes of so many rows: the result, or the sentence. */
const kinds: readonly (readonly [
  string,
  () => { readonly column: ColumnBuilder; readonly made: (rows: number) => unknown },
])[] = [
  ['number', () => withResult(numberColumn(place, finiteNumber))],
  ['id', () => withResult(idColumn(place))],
  ['group', () => withResult(groupColumn(place, 'the name of a group'))],
  ['slice', () => withResult(sliceColumn(place))],
  [
    'class',
    () => {
      const classes = classNames();
      const column = classColumn(place, classes);
      return withResult({
        ...column,
        finish: (rows: number) => [column.finish(rows), classes.names],
      });
    },
  ],
];

function withResult<Builder extends ColumnBuilder & { readonly finish: (rows: number) => unknown }>(
  column: Builder,
): { readonly column: Builder; readonly made: (rows: number) => unknown } {
  return {
    column,
    made(rows) {
      try {
        return column.finish(rows);
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    },
  };
}

const value: fc.Arbitrary<Cell> = fc.oneof(
  fc.integer({ min: -3, max: 20 }),
  fc.double(),
  fc.constantFrom('a', '1', '1.0', '', 'nan'),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: 0n, max: 3n }),
);

describe.each(kinds)('a column of kind %s', (_, make) => {
  it('makes the same of codes as of the values that they point to', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(), { minLength: 1 }),
        (cells, picks) => {
          const codes = picks.map((pick) => (pick % (cells.length + 1)) - 1);
          const [single, coded] = [make(), make()];
          for (const code of codes) single.column.push(cells[code] ?? null, 0);
          const half = Math.ceil(codes.length / 2);
          coded.column.pushCodes(cells, Int32Array.from(codes.slice(0, half)));
          coded.column.pushCodes(cells, Int32Array.from(codes.slice(half)));
          expect(coded.made(codes.length)).toEqual(single.made(codes.length));
        },
      ),
    );
  });

  it('makes the same of many numbers as of each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 9 })), { minLength: 1 }),
        fc.boolean(),
        (numbers, isExpected) => {
          const [single, many, coded] = [make(), make(), make()];
          if (isExpected) many.column.expect(numbers.length);
          for (const number of numbers) single.column.push(number, 0);
          many.column.pushNumbers(Float64Array.from(numbers));
          coded.column.pushCodes(Float64Array.from(numbers), Int32Array.from(numbers.keys()));
          expect(many.made(numbers.length)).toEqual(single.made(numbers.length));
          expect(coded.made(numbers.length)).toEqual(single.made(numbers.length));
        },
      ),
    );
  });

  it('holds more rows than there was room for', () => {
    const { column, made } = make();
    column.expect(10);
    for (let row = 0; row < 5_000; row++) column.push(row % 7, 0);
    const some = make();
    for (let row = 0; row < 5_000; row++) some.column.push(String(row % 7), 0);
    expect(made(5_000)).toEqual(some.made(5_000));
  });
});

describe('a class column', () => {
  it('does not know classes that a dictionary lists and no row has', () => {
    const classes = classNames();
    const column = classColumn(place, classes);
    column.pushCodes(['unused', 'low', 'high'], Int32Array.of(2, 1, 2));
    expect(column.finish(3)).toEqual(Uint16Array.of(0, 1, 0));
    expect(classes.names).toEqual(['high', 'low']);
  });
});
