import type { Cell } from '../predictions/columns/cell.ts';
import { type ColumnBuilder, rowByRow } from '../predictions/columns/column.ts';
import type { Key } from '../predictions/key.ts';
import { keyOfCell } from '../predictions/keys.ts';

/** Gives the key of each row's value, such as an id, to whoever takes it; a row without a value is passed over. */
export function cellKeys(take: (key: Key) => void): ColumnBuilder {
  const push = (cell: Cell): void => {
    const key = keyOfCell(cell);
    if (key !== null) take(key);
  };
  return { expect() {}, push, ...rowByRow(push) };
}
