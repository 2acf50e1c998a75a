import type { Predictions, Rows } from '../predictions.ts';
import type { WantedColumn } from '../columns/wanted-column.ts';

/** The columns of what was predicted in a model of one task. */
export interface TaskColumns {
  readonly columns: readonly WantedColumn[];
  /** Throws an InputError for the first column that is not as it must be. */
  readonly finish: (rows: Rows) => Predictions;
}
