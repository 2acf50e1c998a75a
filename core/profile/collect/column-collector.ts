import type { Cell } from '../../predictions/columns/cell.ts';
import type { CellList } from '../../predictions/columns/column.ts';
import type { ColumnProfile } from '../profile.ts';

/**
 * Takes the values of one column, of which the kind is known, and counts them by groups of rows: the windows and parts of
 * `RowGroups`. Ranges of rows are given by their first index and the one after their last.
 */
export interface ColumnCollector {
  /** So many rows that hold this value. */
  readonly cell: (cell: Cell, group: number, rows: number) => void;
  /** Numbers as the file has them; NaN is a missing value. */
  readonly numbers: (values: Float64Array, from: number, to: number, group: number) => void;
  /** Rows by the index of their value in `cells`; -1 for none. */
  readonly codes: (
    cells: CellList,
    codes: Int32Array,
    from: number,
    to: number,
    group: number,
  ) => void;
  /**
   * What an engine has made of the values already: numbers, lengths of texts, instants; NaN for a value that is not of
   * the kind.
   */
  readonly measured: (values: Float64Array, from: number, to: number, group: number) => void;
  /** So many rows that have no value, or one that the kind of file does not let be read. */
  readonly without: (why: Why, group: number, rows: number) => void;
  /** What was counted of some groups together. */
  readonly profile: (groups: Iterable<number>) => ColumnProfile;
}

/** Why rows have no value that can be counted. */
export type Why = 'missing' | 'unreadable';

/** How a column is counted. */
export interface CollectorOptions {
  /** How many columns are counted beside each other, which share the room for the names of levels. */
  readonly columns: number;
  /** So many of its numbers are kept as they are. */
  readonly mostExact: number;
  /** Times after it, in milliseconds since 1970, are in the future. */
  readonly now: number;
}

/** The same for rows that come one by one: `codes` for a kind that gains nothing from having them together. */
export function codesByCell(cell: ColumnCollector['cell']): ColumnCollector['codes'] {
  return (cells, codes, from, to, group) => {
    for (let row = from; row < to; row++) cell(cells[codes[row] ?? -1] ?? null, group, 1);
  };
}

/** `numbers` for such a kind. */
export function numbersByCell(cell: ColumnCollector['cell']): ColumnCollector['numbers'] {
  return (values, from, to, group) => {
    for (let row = from; row < to; row++) cell(values[row] ?? null, group, 1);
  };
}
