import { orderOfKeys } from '../numeric/order.ts';
import { type Cell, cellText } from './columns/cell.ts';
import { growing, reserveNext } from './columns/growing.ts';
import { type Key, keyOf, keyOfWhole } from './key.ts';

/** The keys of rows that come one by one. */
export interface KeyList {
  readonly expect: (rows: number) => void;
  readonly push: (key: Key) => void;
  /** Two words a row (high, low). */
  readonly taken: (rows: number) => Uint32Array;
}

export function keyList(): KeyList {
  const array = growing((length) => new Uint32Array(length));
  let index = 0;
  return {
    expect(rows) {
      array.reserve(2 * rows);
    },
    push({ high, low }) {
      if (index >= array.values.length) reserveNext(array, index + 1);
      array.values[index] = high;
      array.values[index + 1] = low;
      index += 2;
    },
    taken: (rows) => array.taken(2 * rows),
  };
}

/** The key of a value; null where there is none. */
export function keyOfCell(cell: Cell): Key | null {
  if (typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= 0) return keyOfWhole(cell);
  const text = cellText(cell);
  return text === '' ? null : keyOf(text);
}

/** The rows in the order of their keys; where they are in order already, nothing is sorted. */
export function rowsByKey(keys: Uint32Array): Uint32Array {
  return isAscending(keys) ? firstRows(keys.length / 2) : orderOfKeys(keys);
}

/** The rows 0, 1, 2 and so on. */
export function firstRows(rows: number): Uint32Array {
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  return order;
}

/** Less than 0 where the key of `row` comes before that of `other`, 0 where they are the same. */
export function compareKeys(
  keys: Uint32Array,
  row: number,
  others: Uint32Array,
  other: number,
): number {
  const high = (keys[2 * row] ?? 0) - (others[2 * other] ?? 0);
  return high === 0 ? (keys[2 * row + 1] ?? 0) - (others[2 * other + 1] ?? 0) : high;
}

/** Whether each key is larger than the one before it, so that all are distinct. */
function isAscending(keys: Uint32Array): boolean {
  for (let row = 1; row < keys.length / 2; row++) {
    if (compareKeys(keys, row, keys, row - 1) <= 0) return false;
  }
  return true;
}
