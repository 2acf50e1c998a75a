import { instantOf } from '../../time/instant.ts';
import { cellNumber, cellText } from './cell.ts';
import { type ColumnBuilder, rowByRow } from './column.ts';
import { growing, reserveNext } from './growing.ts';

/** A column of the rows' times. */
export interface TimeColumn extends ColumnBuilder {
  /** Per row milliseconds since 1970, or the number that stands there; NaN where there is none of that kind. */
  readonly finish: (rows: number) => Float64Array;
}

/** `as` is what the times are: ISO 8601, or numbers. */
export function timeColumn(as: 'iso' | 'numbers'): TimeColumn {
  const array = growing((length) => new Float64Array(length));
  let row = 0;
  const push: ColumnBuilder['push'] = (cell) => {
    if (row >= array.values.length) reserveNext(array, row);
    array.values[row] = as === 'numbers' ? cellNumber(cell) : instantOf(cellText(cell));
    row += 1;
  };
  return {
    expect(rows) {
      array.reserve(rows);
    },
    push,
    ...rowByRow(push),
    finish: (rows) => array.taken(rows),
  };
}
