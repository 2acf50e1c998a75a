import type { Cell } from '../predictions/columns/cell.ts';
import { type CellList, type ColumnBuilder, onceFor } from '../predictions/columns/column.ts';
import { type Growing, growing, reserveNext } from '../predictions/columns/growing.ts';
import type { Key } from '../predictions/key.ts';
import { type CellHash, emptyHash, hashCell, scattered } from './cell-hash.ts';
import { plainNumber } from './plain-number.ts';

/** So many hashes of texts are remembered over all columns, so that a text is not hashed again in every row. */
const mostRemembered = 200_000;
const longestRemembered = 64;

/** A column of the rows that get keys, and whether it counts among what makes rows nearly the same. */
export interface KeyColumn {
  readonly near: boolean;
}

/** The columns of one file as keys of its rows; 16 bytes a row are held. */
export interface RowKeys {
  /** One for each column, which must get their values in this order: row by row, or one after the other. */
  readonly columns: readonly ColumnBuilder[];
  /** How many rows have keys: `most` at most. */
  readonly rows: () => number;
  /** The key of what a row holds in all columns. Rows of other files have it too, if the columns are the same. */
  readonly exact: (row: number) => Key;
  /** The key that rows have in common which nearly are the same, as far as the columns are `near`. */
  readonly near: (row: number) => Key;
}

/** Keys of 64 bits for the rows of a file. Rows beyond `most` are passed over. */
export function rowKeys(columns: readonly KeyColumn[], most: number): RowKeys {
  const exact = growing((length) => new Uint32Array(length));
  const near = growing((length) => new Uint32Array(length));
  const remembered = Math.floor(mostRemembered / Math.max(1, columns.length));
  const builders = columns.map((column, index) => {
    return keyColumn(index, exact, column.near ? near : null, remembered, most);
  });
  return {
    columns: builders,
    rows: () => builders[0]?.rows() ?? 0,
    exact: (row) => keyAt(exact.values, row),
    near: (row) => keyAt(near.values, row),
  };
}

type Words = Growing<Uint32Array>;

function keyColumn(
  index: number,
  exact: Words,
  near: Words | null,
  remembered: number,
  most: number,
): ColumnBuilder & { readonly rows: () => number } {
  const hashOf = remembering(remembered);
  const missing = hashOf(null);
  let row = 0;
  const add = (hash: CellHash): void => {
    if (row >= most) return;
    mixIn(exact, row, hash.first + index, hash.second + index);
    if (near !== null) mixIn(near, row, hash.nearFirst + index, hash.nearSecond + index);
    row += 1;
  };
  const hashes = onceFor((cells: CellList) => Array.from(cells, (cell) => ({ ...hashOf(cell) })));
  return {
    rows: () => row,
    expect(rows) {
      exact.reserve(2 * Math.min(rows, most));
      near?.reserve(2 * Math.min(rows, most));
    },
    push: (cell) => {
      add(hashOf(cell));
    },
    pushCodes(cells, codes) {
      const list = hashes(cells);
      for (const code of codes) add(list[code] ?? missing);
    },
    pushNumbers(values) {
      for (const value of values) add(hashOf(value));
    },
  };
}

/** The hash of a value, valid until the next one is asked for. The first texts are remembered: they come again, and take the longest. */
function remembering(most: number): (cell: Cell) => CellHash {
  const known = new Map<string, CellHash>();
  const latest = emptyHash();
  return (cell) => {
    const text = typeof cell === 'string' && isRemembered(cell) ? cell : null;
    const found = text === null ? undefined : known.get(text);
    if (found !== undefined) return found;
    hashCell(cell, latest);
    if (text !== null && known.size < most) known.set(text, { ...latest });
    return latest;
  };
}

function isRemembered(text: string): boolean {
  return text.length <= longestRemembered && Number.isNaN(plainNumber(text));
}

/** The column's place is mixed in with its value, so that a value that moves to another column is another row. */
function mixIn(words: Words, row: number, first: number, second: number): void {
  const at = 2 * row;
  if (at + 1 >= words.values.length) reserveNext(words, at + 1);
  const { values } = words;
  values[at] = mixed(values[at] ?? 0, first);
  values[at + 1] = mixed(values[at + 1] ?? 0, second);
}

/** A step of MurmurHash3. */
function mixed(word: number, value: number): number {
  const bits = word ^ Math.imul(value, 0xcc9e_2d51);
  return Math.imul((bits << 13) | (bits >>> 19), 5) + 0xe654_6b64;
}

function keyAt(values: Uint32Array, row: number): Key {
  return { high: scattered(values[2 * row] ?? 0), low: scattered(values[2 * row + 1] ?? 0) };
}
