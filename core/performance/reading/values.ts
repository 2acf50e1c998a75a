import { type Cell, cellNumber, cellText } from '../../predictions/columns/cell.ts';
import type { ClassNames } from '../../predictions/columns/class-column.ts';
import { type ColumnBuilder, onceFor, rowByRow } from '../../predictions/columns/column.ts';
import { type Growing, growing, reserveNext } from '../../predictions/columns/growing.ts';
import { instantOf } from '../../time/instant.ts';
import { parseNumber } from '../../predictions/parse-number.ts';

/** Whether a row has a value that can be used. */
export const state = { good: 0, missing: 1, unreadable: 2 } as const;

/** A column that takes any value: what can't be used is told by `states`, and is never an error. */
export interface ValueColumn<Values> extends ColumnBuilder {
  readonly values: (rows: number) => Values;
  readonly states: (rows: number) => Uint8Array;
}

/** Finite numbers of a range; 0 where there is none. */
export function numberValues(least: number, most: number): ValueColumn<Float64Array> {
  return numbersBy((cell) => {
    const value = cellNumber(cell);
    return value >= least && value <= most ? value : Number.NaN;
  });
}

/** Points in time in milliseconds since 1970: ISO 8601, or numbers, of which `ofNumber` says what they mean. */
export function timeValues(ofNumber: (value: number) => number): ValueColumn<Float64Array> {
  return numbersBy((cell) => {
    if (typeof cell !== 'string') return ofNumber(cellNumber(cell));
    const text = cell.trim().slice(0, 64);
    const instant = instantOf(text);
    return Number.isNaN(instant) ? ofNumber(parseNumber(text)) : instant;
  });
}

/** The codes of classes, which several columns may share; 0 where there is none. */
export function classValues(classes: ClassNames): ValueColumn<Uint16Array> {
  return valuesBy(
    growing((length) => new Uint16Array(length)),
    (cell) => {
      const code = classes.codeOf(cell);
      return code < 0 ? Number.NaN : code;
    },
  );
}

/**
 * Gives the rows to a column that takes only what is there: `missing` names rows without a value, and stands for it.
 */
export function named<Builder extends ColumnBuilder>(
  inner: Builder,
): Pick<ValueColumn<Builder>, keyof ColumnBuilder | 'states'> & { readonly inner: Builder } {
  const states = growing((length) => new Uint8Array(length));
  let rows = 0;
  const push = (cell: Cell, line: number): void => {
    const isMissing = cellText(cell) === '';
    if (rows >= states.values.length) reserveNext(states, rows);
    states.values[rows] = isMissing ? state.missing : state.good;
    rows += 1;
    inner.push(isMissing ? '(missing)' : cell, line);
  };
  return { expect: inner.expect, push, ...rowByRow(push), states: states.taken, inner };
}

function numbersBy(read: (cell: Cell) => number): ValueColumn<Float64Array> {
  return valuesBy(
    growing((length) => new Float64Array(length)),
    read,
  );
}

/** `read` gives NaN for what can't be used. */
function valuesBy<Values extends Float64Array | Uint16Array>(
  array: Growing<Values>,
  read: (cell: Cell) => number,
): ValueColumn<Values> {
  const states = growing((length) => new Uint8Array(length));
  const known = onceFor((cells) => Float64Array.from(cells, read));
  let rows = 0;
  const take = (value: number, cell: Cell): void => {
    if (rows >= states.values.length) {
      reserveNext(array, rows);
      reserveNext(states, rows);
    }
    const values: Float64Array | Uint16Array = array.values;
    if (!Number.isNaN(value)) values[rows] = value;
    else states.values[rows] = cellText(cell) === '' ? state.missing : state.unreadable;
    rows += 1;
  };
  return {
    expect(more) {
      array.reserve(rows + more);
      states.reserve(rows + more);
    },
    push(cell) {
      take(read(cell), cell);
    },
    pushCodes(cells, codes) {
      const numbers = known(cells);
      for (const code of codes) take(numbers[code] ?? Number.NaN, cells[code] ?? null);
    },
    pushNumbers(numbers) {
      for (const value of numbers) take(read(value), value);
    },
    values: array.taken,
    states: states.taken,
  };
}
