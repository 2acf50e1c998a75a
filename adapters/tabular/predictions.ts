import type { Cell } from '../../core/predictions/columns/cell.ts';
import { rowByRow } from '../../core/predictions/columns/column.ts';
import { type DuplicateId, duplicateIdError } from '../../core/predictions/columns/id-column.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import { beginReading } from '../../core/predictions/reading.ts';
import type { ModelConfig, PredictionsConfig } from '../../schemas/types.ts';
import type { DataFile } from './data-file.ts';
import { readerFor } from './format.ts';

/** What else is to be read, and who wants to know how far it is. */
export interface ReadingOptions {
  /** The columns of `evaluate.slices`. */
  readonly slices?: readonly string[];
  /** Is told the share of the file that was read, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Reads predictions from a CSV, JSON lines or Parquet file, which is known by its content, and validates them. Only the
 * columns that the configuration names are kept, as numbers. `shown` is what sentences call the file. Throws an
 * InputError that names column and row for all that is wrong with it.
 */
export async function readPredictions(
  path: string,
  shown: string,
  config: PredictionsConfig,
  task: ModelConfig['task'],
  { slices = [], onProgress = () => {} }: ReadingOptions = {},
): Promise<Predictions> {
  const file = { path, shown };
  const read = await readerFor(file);
  const reading = beginReading(config, task, slices, shown);
  const rows = await read(file, reading.columns, onProgress);
  const result = reading.finish(rows);
  if ('kind' in result) return result;
  throw await duplicateId(file, config.id ?? '', result, rows);
}

/** Ids are not kept: the file is read once more for the one that is there twice. */
async function duplicateId(
  file: DataFile,
  name: string,
  found: DuplicateId,
  rows: number,
): Promise<Error> {
  const read = await readerFor(file);
  const again = oneRow(found.second);
  const wanted: WantedColumn = { name, key: 'evaluate.predictions.id', column: again.column };
  await read(file, [wanted], () => {});
  return duplicateIdError({ file: file.shown, name }, found, rows, again.found());
}

/** A column of which only one row is kept. */
function oneRow(wanted: number): {
  readonly column: WantedColumn['column'];
  readonly found: () => { readonly cell: Cell; readonly line: number };
} {
  let row = 0;
  let found: { readonly cell: Cell; readonly line: number } = { cell: null, line: 0 };
  const push = (cell: Cell, line: number): void => {
    if (row === wanted) found = { cell, line };
    row += 1;
  };
  return { column: { expect: () => {}, push, ...rowByRow(push) }, found: () => found };
}
