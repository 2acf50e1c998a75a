import { InputError } from '../../errors.ts';
import type { Cell } from './cell.ts';
import type { ColumnPlace } from './column.ts';
import { grouped, quoted } from './quoted.ts';

/** Counts the values of a column that are not as they must be, and remembers the first. */
export interface BadValues {
  /** `row` counts from 0; `line` is 0 where the file has no lines. */
  readonly add: (cell: Cell, row: number, line: number) => void;
  /** Throws the InputError `bad-value` if there was one among so many rows; it names the first. */
  readonly refuse: (rows: number) => void;
}

/** `must` completes "must be …". */
export function badValues(place: ColumnPlace, must: string): BadValues {
  let count = 0;
  let first: { readonly cell: Cell; readonly row: number; readonly line: number } | null = null;
  return {
    add(cell, row, line) {
      count += 1;
      first ??= { cell, row, line };
    },
    refuse(rows) {
      if (first === null) return;
      const others =
        count === 1 ? 'It is the only one' : `${grouped(count)} of ${grouped(rows)} rows are so`;
      throw new InputError(
        'bad-value',
        `In ${place.file} the column ${quoted(place.name)} ${found(first.cell)} in ${rowName(first.row, first.line)}, and must be ${must}. ${others}.`,
        position(place.file, first.line),
      );
    },
  };
}

/** What messages call a row, which is counted from 0 here and from 1 there: `row 3 (line 4)`. */
export function rowName(row: number, line: number): string {
  return line > 0 ? `row ${grouped(row + 1)} (line ${grouped(line)})` : `row ${grouped(row + 1)}`;
}

/** Where an annotation stands. */
export function position(file: string, line: number): { file: string; line?: number } {
  return line > 0 ? { file, line } : { file };
}

function found(cell: Cell): string {
  if (cell === null) return 'is empty';
  if (typeof cell !== 'string') return `is ${cell}`;
  return cell.trim() === '' ? 'is empty' : `is ${quoted(cell)}`;
}
