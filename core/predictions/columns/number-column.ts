import { badValues } from './bad-values.ts';
import { cellNumber } from './cell.ts';
import { type ColumnBuilder, type ColumnPlace, onceFor } from './column.ts';
import { type Growing, growing, reserveNext } from './growing.ts';

/** Which numbers a column may hold, ends included. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** Completes "must be …". */
  readonly must: string;
}

export const finiteNumber: NumberRange = {
  least: -Number.MAX_VALUE,
  most: Number.MAX_VALUE,
  must: 'a finite number',
};

/** Where the numbers of a column go: to `offset + row * stride`. */
export interface NumberTarget {
  readonly array: Growing<Float64Array>;
  readonly stride: number;
  readonly offset: number;
}

/** A column of numbers within a range. */
export interface NumberColumn extends ColumnBuilder {
  /** One number a row. Throws the InputError `bad-value`. */
  readonly finish: (rows: number) => Float64Array;
}

/** Texts are read as `parseNumber` reads them. Without a target, the numbers of one row follow those of the last. */
export function numberColumn(
  place: ColumnPlace,
  { least, most, must }: NumberRange,
  target: NumberTarget = {
    array: growing((length) => new Float64Array(length)),
    stride: 1,
    offset: 0,
  },
): NumberColumn {
  const { array, stride, offset } = target;
  const bad = badValues(place, must);
  const numbersOf = onceFor((cells) =>
    cells instanceof Float64Array ? cells : Float64Array.from(cells, cellNumber),
  );
  let rows = 0;

  const isGood = (value: number): boolean => value >= least && value <= most;
  const reserve = (more: number): void => {
    const length = (rows + more) * stride;
    if (length > array.values.length) reserveNext(array, length - 1);
  };
  return {
    expect(more) {
      array.reserve(more * stride);
    },
    push(cell, line) {
      const value = cellNumber(cell);
      reserve(1);
      array.values[offset + rows * stride] = value;
      if (!isGood(value)) bad.add(cell, rows, line);
      rows += 1;
    },
    pushCodes(cells, codes) {
      const numbers = numbersOf(cells);
      reserve(codes.length);
      const { values } = array;
      for (const code of codes) {
        const value = numbers[code] ?? Number.NaN;
        values[offset + rows * stride] = value;
        if (!isGood(value)) bad.add(cells[code] ?? null, rows, 0);
        rows += 1;
      }
    },
    pushNumbers(numbers) {
      reserve(numbers.length);
      const { values } = array;
      for (const value of numbers) {
        values[offset + rows * stride] = value;
        if (!isGood(value)) bad.add(value, rows, 0);
        rows += 1;
      }
    },
    finish(count) {
      bad.refuse(count);
      return array.taken(count * stride);
    },
  };
}
