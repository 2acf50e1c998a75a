import { instantOf } from '../time/instant.ts';
import { type Cell, cellNumber, cellText } from '../predictions/columns/cell.ts';
import { type ColumnBuilder, rowByRow } from '../predictions/columns/column.ts';

/** The times of rows: either all ISO 8601, or all numbers. */
export interface RowTimes extends ColumnBuilder {
  /** The first of all; null where no row has one. */
  readonly earliest: () => number | null;
  /** Rows whose time can't be read; all of them where some are numbers and some are not. */
  readonly undated: () => number;
  readonly isNumeric: () => boolean;
  /** How many rows are not before `since`. */
  readonly later: () => number;
}

/** Times as they come, of which those that are not before `since` are counted; null counts none. */
export function rowTimes(since: number | null): RowTimes {
  let [rows, unread, numeric, later] = [0, 0, 0, 0];
  let earliest: number | null = null;
  const push = (cell: Cell): void => {
    rows += 1;
    const number = cellNumber(cell);
    const time = Number.isNaN(number) ? instantOf(cellText(cell)) : number;
    if (Number.isNaN(time)) {
      unread += 1;
      return;
    }
    if (!Number.isNaN(number)) numeric += 1;
    if (earliest === null || time < earliest) earliest = time;
    if (since !== null && time >= since) later += 1;
  };
  const isMixed = (): boolean => numeric > 0 && numeric < rows - unread;
  return {
    expect() {},
    push,
    ...rowByRow(push),
    earliest: () => earliest,
    undated: () => (isMixed() ? rows : unread),
    isNumeric: () => numeric > 0,
    later: () => later,
  };
}
