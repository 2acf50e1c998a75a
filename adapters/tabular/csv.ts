import type { Table } from '../../core/table.ts';
import { readCsvRows } from './csv-rows.ts';
import { sizeOf } from './data-file.ts';

/**
 * Reads a CSV file, as `readCsvRows` does, into columns of texts, all of which are held in memory. `shown` is what
 * sentences call the file. Throws an InputError when the file is missing or is not a table.
 */
export async function readCsv(path: string, shown: string): Promise<Table> {
  const file = { path, shown };
  await sizeOf(file);
  const columns = new Map<string, string[]>();
  let values: readonly string[][] = [];
  let rows = 0;
  await readCsvRows(file, {
    header(names) {
      for (const name of names) columns.set(name, []);
      values = [...columns.values()];
    },
    row(record) {
      for (const [index, value] of record.entries()) values[index]?.push(value);
      rows += 1;
    },
  });
  return { rows, columns };
}
