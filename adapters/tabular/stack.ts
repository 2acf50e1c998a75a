import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { Table } from '../../core/table.ts';
import { readCsv } from './csv.ts';

/**
 * Reads CSV files of a folder as one table, their rows one after the other in the order given. There must be at least
 * one file. Throws an InputError when one has other columns than the first; the order of columns may differ.
 */
export async function readCsvFiles(folder: string, files: readonly string[]): Promise<Table> {
  const [first = '', ...others] = files;
  const table = await readCsv(join(folder, first), first);
  const parts = [table];
  for (const file of others) {
    const part = await readCsv(join(folder, file), file);
    const other = differentColumn(table, part);
    if (other !== null) {
      throw new InputError(
        'other-columns',
        `${file} and ${first} are read as one table, and only one of them has the column "${other}": give them the same columns, or name fewer files.`,
        { file: join(folder, file), line: 1 },
      );
    }
    parts.push(part);
  }
  return {
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    columns: new Map(
      [...table.columns.keys()].map((name) => [
        name,
        parts.flatMap((part) => part.columns.get(name) ?? []),
      ]),
    ),
  };
}

/** A column that only one of two tables has; null when they have the same. */
function differentColumn(one: Table, other: Table): string | null {
  return (
    [...new Set(one.columns.keys()).symmetricDifference(new Set(other.columns.keys()))][0] ?? null
  );
}
