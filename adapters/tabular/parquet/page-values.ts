import type { DecodedArray } from 'hyparquet';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import type { CellList } from '../../../core/predictions/columns/column.ts';

/** The values of some rows of a column. */
export type PageValues =
  | { readonly kind: 'numbers'; readonly numbers: Float64Array }
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  /** Per row the index of its value among `cells`; -1 for none. */
  | { readonly kind: 'codes'; readonly cells: CellList; readonly codes: Int32Array };

const words = 2 ** 32;

/** Decoded values, none missing, as numbers where they are numbers that a double holds exactly, else as cells. */
export function pageValues(decoded: DecodedArray): PageValues {
  if (decoded instanceof Float64Array) return { kind: 'numbers', numbers: decoded };
  if (decoded instanceof BigInt64Array || decoded instanceof BigUint64Array) {
    const numbers = exactNumbers(decoded);
    return numbers === null ? { kind: 'cells', cells: [...decoded] } : { kind: 'numbers', numbers };
  }
  if (ArrayBuffer.isView(decoded)) return { kind: 'numbers', numbers: Float64Array.from(decoded) };
  return { kind: 'cells', cells: decoded.map(toCell) };
}

/** Decoded values that codes point to. */
export function pageCells(decoded: DecodedArray): CellList {
  const values = pageValues(decoded);
  return values.kind === 'numbers' ? values.numbers : values.cells;
}

/** With the rows between that have no value; `present` is 1 for each that has one. */
export function withMissing(values: PageValues, present: Uint8Array): PageValues {
  let next = 0;
  if (values.kind === 'codes') {
    const { cells, codes } = values;
    const all = new Int32Array(present.length);
    for (const [row, has] of present.entries()) all[row] = has === 1 ? (codes[next++] ?? -1) : -1;
    return { kind: 'codes', cells, codes: all };
  }
  const cells = values.kind === 'numbers' ? values.numbers : values.cells;
  const all = Array.from(present, (has) => (has === 1 ? (cells[next++] ?? null) : null));
  return { kind: 'cells', cells: all };
}

/** Whole numbers of 64 bits as doubles, without making a bigint of each; null where one is beyond 2^53. */
function exactNumbers(integers: BigInt64Array | BigUint64Array): Float64Array | null {
  const { buffer, byteOffset, length } = integers;
  const low = new Uint32Array(buffer, byteOffset, 2 * length);
  const high =
    integers instanceof BigInt64Array ? new Int32Array(buffer, byteOffset, 2 * length) : low;
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const number = (high[2 * row + 1] ?? 0) * words + (low[2 * row] ?? 0);
    if (!Number.isSafeInteger(number)) return null;
    numbers[row] = number;
  }
  return numbers;
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  const type = typeof value;
  if (type === 'string' || type === 'number' || type === 'bigint' || type === 'boolean') {
    return value as Cell;
  }
  throw new TypeError('a value is neither a number nor a text');
}
