import type { SliceName, SlicePart } from '../../schemas/types.ts';
import type { SliceColumn, SliceLevel } from '../predictions/predictions.ts';

/** The rows of one slice, by their index among all. */
export interface SliceRows {
  readonly name: SliceName;
  readonly rows: Uint32Array;
}

/**
 * Every slice that has a row: each level of each column, then each pair of levels of two columns. They come column by
 * column, so that only one column's row numbers are held at a time.
 */
export function* slicesOf(columns: readonly SliceColumn[]): Generator<SliceRows> {
  for (const column of columns) yield* slicesBy([column]);
  for (const [index, first] of columns.entries()) {
    for (const second of columns.slice(index + 1)) yield* slicesBy([first, second]);
  }
}

function* slicesBy(columns: readonly SliceColumn[]): Generator<SliceRows> {
  const sizes = columns.map(({ levels }) => levels.length);
  const cells = sizes.reduce((product, size) => product * size, 1);
  const cellOf = cellReader(columns);
  const rows = columns[0]?.codes.length ?? 0;
  // A counting sort by cell: the rows of each lie together, in their order.
  const ends = new Uint32Array(cells + 1);
  for (let row = 0; row < rows; row++) {
    const cell = cellOf(row);
    if (cell >= 0) ends[cell + 1] = (ends[cell + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell < cells; cell++)
    ends[cell + 1] = (ends[cell + 1] ?? 0) + (ends[cell] ?? 0);
  const starts = ends.slice();
  const sorted = new Uint32Array(ends[cells] ?? 0);
  for (let row = 0; row < rows; row++) {
    const cell = cellOf(row);
    if (cell < 0) continue;
    const place = starts[cell] ?? 0;
    sorted[place] = row;
    starts[cell] = place + 1;
  }
  for (let cell = 0; cell < cells; cell++) {
    const members = sorted.subarray(ends[cell], ends[cell + 1]);
    if (members.length > 0) yield { name: nameOf(columns, cell), rows: members };
  }
}

/** The index of a row's combination of levels; negative where a level is missing. */
function cellReader(columns: readonly SliceColumn[]): (row: number) => number {
  const [first, second] = columns;
  const codes = first?.codes ?? new Int32Array();
  if (second === undefined) return (row) => codes[row] ?? -1;
  const width = second.levels.length;
  return (row) => {
    const [outer, inner] = [codes[row] ?? -1, second.codes[row] ?? -1];
    return outer < 0 || inner < 0 ? -1 : outer * width + inner;
  };
}

function nameOf(columns: readonly SliceColumn[], cell: number): SliceName {
  const [first, second] = columns;
  if (first === undefined) return [];
  if (second === undefined) return [levelPart(first, cell)];
  const width = second.levels.length;
  return [levelPart(first, Math.floor(cell / width)), levelPart(second, cell % width)];
}

/** One level of a column, as a record names it. A cut through a character that takes two code units would leave half of it, which no record can hold. */
export function levelPart({ name, levels }: SliceColumn, index: number): SlicePart {
  const column = name.slice(0, 256).toWellFormed();
  const level: SliceLevel | undefined = levels[index];
  if (level === undefined) return { column };
  if (level.kind === 'range') return { column, from: level.from, to: level.to };
  return { column, value: level.value.slice(0, 1_024).toWellFormed() };
}
