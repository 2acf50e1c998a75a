import { levelOf, numberOf } from '../values.ts';
import type { Cell } from '../../predictions/columns/cell.ts';
import type { ColumnShape } from '../profile.ts';
import type { RowSample } from '../rows.ts';
import { lengthOf } from '../text-length.ts';
import { textOf } from './cell-text.ts';

/** Takes the values of sampled rows of one column, by their place in the sample. */
export interface ColumnSample {
  readonly put: (place: number, cell: Cell) => void;
  readonly values: Float64Array | readonly (string | null)[];
}

/** A sample of so many rows; null for times, which tell any two tables apart. */
export function columnSample(shape: ColumnShape, rows: number): ColumnSample | null {
  if (shape.kind === 'time') return null;
  if (shape.kind === 'categorical') {
    const levels: (string | null)[] = Array.from({ length: rows }, () => null);
    return {
      values: levels,
      put(place, cell) {
        const text = textOf(cell);
        levels[place] = text === null ? null : levelOf(text, shape.coding);
      },
    };
  }
  const values = new Float64Array(rows).fill(Number.NaN);
  const measure = shape.kind === 'text' ? lengthOf : numberOf;
  return {
    values,
    put(place, cell) {
      const text = textOf(cell);
      values[place] = text === null ? Number.NaN : measure(text);
    },
  };
}

/** The samples of some columns as one. */
export function rowSample(
  rows: number,
  columns: ReadonlyMap<string, ColumnSample | null>,
): RowSample {
  const values = [...columns].flatMap(([name, sample]) =>
    sample === null ? [] : [[name, sample.values] as const],
  );
  return { rows, columns: new Map(values) };
}
