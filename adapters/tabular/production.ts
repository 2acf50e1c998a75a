import type { ModelConfig } from '../../schemas/types.ts';
import { productionColumns } from '../../core/performance/columns.ts';
import {
  beginProduction,
  type ProductionReadingOptions,
} from '../../core/performance/reading/reading.ts';
import type { ProductionRows } from '../../core/performance/rows.ts';
import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { DataFile } from './data-file.ts';
import { columnsOf, type TableColumns } from './table-columns.ts';

const rowsAtOnce = 65_536;

/** How rows of production are read, and who wants to know how far it is. */
export interface ReadProductionOptions extends ProductionReadingOptions {
  /** Is told the share of the files that was read, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Reads what the model answered in production, and the labels as far as they are known, from files that are read as one
 * table: CSV, JSON lines or Parquet, by content. A column that only some of the files hold is missing in the rows of the
 * others. Values that can't be used are counted; an InputError is thrown only for a file that is no table. Memory: some
 * 10 bytes a row and column.
 */
export async function readProduction(
  files: readonly DataFile[],
  config: ModelConfig,
  { onProgress = () => {}, ...options }: ReadProductionOptions = {},
): Promise<ProductionRows> {
  const tables: { readonly file: DataFile; readonly table: TableColumns }[] = [];
  for (const file of files) tables.push({ file, table: await columnsOf(file) });
  const available = new Set(tables.flatMap(({ table }) => table.names));
  const reading = beginProduction(productionColumns(config, [...available]), options);
  if (reading.columns.length === 0) return reading.finish(0);
  let rows = 0;
  for (const [index, { file, table }] of tables.entries()) {
    const names = new Set(table.names);
    const here = reading.columns.filter(({ name }) => names.has(name));
    const read = await table.read(file, here, (share) =>
      onProgress((index + share) / files.length),
    );
    for (const { column } of absent(reading.columns, names)) skip(column, read);
    rows += read;
  }
  return reading.finish(rows);
}

function absent(
  columns: readonly WantedColumn[],
  names: ReadonlySet<string>,
): readonly WantedColumn[] {
  return columns.filter(({ name }) => !names.has(name));
}

/** Gives a column so many rows without a value. */
function skip(column: ColumnBuilder, rows: number): void {
  const none = new Int32Array(Math.min(rows, rowsAtOnce)).fill(-1);
  for (let done = 0; done < rows; done += none.length) {
    column.pushCodes([], none.subarray(0, rows - done));
  }
}
