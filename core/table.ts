/**
 * A table as it was read from a file: every column holds one raw text per row, in the file's order.
 * An empty text is a missing value. Parsing texts as numbers is left to whoever uses the column.
 */
export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly string[]>;
}
