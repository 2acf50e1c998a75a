import type { ColumnBuilder } from '../../predictions/columns/column.ts';
import type { Predictions, Rows } from '../../predictions/predictions.ts';
import type { ValueColumn } from './values.ts';

/** A column that is read, and of what state each of its rows is. */
export interface ReadColumn {
  readonly name: string;
  readonly column: ColumnBuilder & Pick<ValueColumn<unknown>, 'states'>;
}

/** What is read of a task, beside what is known of the rows. */
export interface TaskReading {
  readonly label: ReadColumn | null;
  readonly others: readonly ReadColumn[];
  /**
   * The predictions, good rows and others. Rows whose values contradict each other are marked in `states`, which is that
   * of the prediction.
   */
  readonly finish: (rows: Rows, states: Uint8Array, labelStates: Uint8Array | null) => Predictions;
}

/** The column of that name; null without one. */
export function read<Column extends ReadColumn['column']>(
  name: string | null,
  column: Column,
): { readonly name: string; readonly column: Column } | null {
  return name === null ? null : { name, column };
}

/** Those of the columns that there are. */
export function there(columns: readonly (ReadColumn | null)[]): readonly ReadColumn[] {
  return columns.filter((column) => column !== null);
}

/** The largest number that there is. */
export const largest = Number.MAX_VALUE;
