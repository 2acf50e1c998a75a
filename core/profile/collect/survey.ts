import { levelOf, numberOf } from '../values.ts';
import type { Cell } from '../../predictions/columns/cell.ts';
import { type CellList, onceFor } from '../../predictions/columns/column.ts';
import { distinctCounter } from '../../sketch/distinct.ts';
import { instantOf } from '../../time/instant.ts';
import type { ColumnShape } from '../profile.ts';
import { shapeOfTexts } from '../shape-of.ts';
import { textOf } from './cell-text.ts';

/** With more distinct integers than this, a column is a quantity and not a code. */
export const mostCodes = 10;
/** So many numbers are kept, in case that a text comes after them and they were levels. */
const mostNumbers = 4_096;

/**
 * Reads a reference's column once, without keeping its texts, to say how it is to be read, and so all that is compared with
 * it: as integer codes, such as 0 and 1 or the days of a week, where every value is a whole number and at most 10 differ; as
 * numbers where all are; as times where all are ISO 8601; else as `shapeOfTexts` says. The current data never decide it.
 */
export interface ColumnSurvey {
  readonly cell: (cell: Cell) => void;
  /** Numbers; NaN is a missing value. */
  readonly numbers: (values: Float64Array) => void;
  readonly codes: (cells: CellList, codes: Int32Array) => void;
  readonly shape: () => ColumnShape;
}

/** A survey that keeps at most so many levels by name, and beyond them knows about how many there are. */
export function columnSurvey(mostNamed: number): ColumnSurvey {
  const distinct = distinctCounter(mostNamed);
  const codes = new Set<number>();
  const numbers: number[] = [];
  let [isNumeric, isCode, isTime] = [true, true, true];
  let [present, unkept] = [0, 0];
  // How many values are numbers, as far as they are not all.
  let numerical = 0;
  const takeNumber = (value: number): void => {
    isTime = false;
    if (isCode) {
      codes.add(value);
      isCode = Number.isInteger(value) && codes.size <= mostCodes;
    }
    if (numbers.length < mostNumbers) numbers.push(value);
    else unkept += 1;
  };
  // But for how many numbers there are, a value changes what it changes once, however often it comes.
  const take = (text: string, number: number): void => {
    if (isNumeric && !Number.isNaN(number)) {
      takeNumber(number);
      return;
    }
    if (isNumeric) for (const value of numbers.splice(0)) distinct.add(String(value));
    isNumeric = false;
    isTime &&= !Number.isNaN(instantOf(text.trim()));
    distinct.add(levelOf(text, 'texts'));
  };
  const textsOf = onceFor((cells) => Array.from(cells, textOf));
  const numbersOf = onceFor((cells) =>
    Float64Array.from(cells, (cell) => numberOf(textOf(cell) ?? '')),
  );
  return {
    cell(cell) {
      const text = textOf(cell);
      if (text === null) return;
      present += 1;
      const number = numberOf(text);
      if (!Number.isNaN(number)) numerical += 1;
      take(text, number);
    },
    numbers(values) {
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        present += 1;
        numerical += 1;
        if (isNumeric) takeNumber(value);
        else take(String(value), value);
      }
    },
    codes(cells, rows) {
      const [texts, values] = [textsOf(cells), numbersOf(cells)];
      const seen = new Uint8Array(texts.length);
      for (const code of rows) {
        const text = texts[code] ?? null;
        if (text === null) continue;
        present += 1;
        const number = values[code] ?? Number.NaN;
        if (!Number.isNaN(number)) numerical += 1;
        if (seen[code] === 1) continue;
        seen[code] = 1;
        take(text, number);
      }
    },
    shape() {
      if (isNumeric) {
        return isCode
          ? { kind: 'categorical', coding: 'integer-codes' }
          : { kind: 'numeric', grid: null };
      }
      if (isTime) return { kind: 'time' };
      return shapeOfTexts(distinct.count() + unkept, numerical, present);
    },
  };
}
