/**
 * A sample of rows, for what can't be told from counts: the classifier that tells two tables apart. Deterministic: the
 * same file gives the same rows.
 */
export interface RowSample {
  readonly rows: number;
  /** By feature, one value a row: numbers, NaN where missing; or levels, null where missing. */
  readonly columns: ReadonlyMap<string, Float64Array | readonly (string | null)[]>;
}
