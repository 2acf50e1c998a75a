import { digestFiles, expand } from '../../adapters/files/index.ts';
import { readCsvFiles } from '../../adapters/tabular/stack.ts';
import { InputError } from '../../core/errors.ts';
import type { Table } from '../../core/table.ts';
import type { DriftSide } from '../../schemas/types.ts';
import type { Model } from '../open-model.ts';

/** One side of the comparison: its rows, and what a record says of it. */
export interface Side {
  readonly table: Table;
  readonly side: DriftSide;
}

/** Reads the CSV file, or the files of a pattern, of one side. Throws an InputError when there is none or it is no table. */
export async function readSide(
  model: Model,
  which: 'reference' | 'current',
  path: string,
): Promise<Side> {
  const key = `monitor.${which}.path`;
  const [digest] = await digestFiles(model.folder, [path], key);
  if (digest === undefined) throw new InputError('no-input', `${key} names no file.`);
  const table = await readCsvFiles(model.folder, await expand(model.folder, path));
  return { table, side: { path, digest: digest.digest, rows: table.rows } };
}
