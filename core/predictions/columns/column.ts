import type { Cell } from './cell.ts';

/** Values that codes point to. */
export type CellList = readonly Cell[] | Float64Array;

/** Takes the values of one column row by row, or many rows at a time, and keeps only what is needed of them. */
export interface ColumnBuilder {
  /** Makes room for so many rows at once, where their number is known beforehand. */
  readonly expect: (rows: number) => void;
  /** The value of the next row, and the line of the file on which the row begins; 0 where there are no lines. */
  readonly push: (cell: Cell, line: number) => void;
  /** The next rows, each by the index of its value in `cells`; -1 for none. `cells` may come again for later rows. */
  readonly pushCodes: (cells: CellList, codes: Int32Array) => void;
  /** The next rows. They are copied. */
  readonly pushNumbers: (values: Float64Array) => void;
}

/** A column of the predictions as messages name it. */
export interface ColumnPlace {
  readonly file: string;
  readonly name: string;
}

/** Takes many rows one by one, for a column that gains nothing from having them together. */
export function rowByRow(
  push: ColumnBuilder['push'],
): Pick<ColumnBuilder, 'pushCodes' | 'pushNumbers'> {
  return {
    pushCodes(cells, codes) {
      for (const code of codes) push(cells[code] ?? null, 0);
    },
    pushNumbers(values) {
      for (const value of values) push(value, 0);
    },
  };
}

/** What is made once of the values that codes point to, and again only when there are others. */
export function onceFor<Made>(make: (cells: CellList) => Made): (cells: CellList) => Made {
  let last: { readonly cells: CellList; readonly made: Made } | null = null;
  return (cells) => {
    if (last?.cells !== cells) last = { cells, made: make(cells) };
    return last.made;
  };
}
