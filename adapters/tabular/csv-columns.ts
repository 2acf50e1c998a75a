import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import { requireColumns } from '../../core/predictions/columns/wanted-column.ts';
import { readCsvRows } from './csv-rows.ts';
import { sizeOf } from './data-file.ts';
import type { ReadColumns } from './read-columns.ts';

/** Reads columns of a CSV file. */
export const readCsvColumns: ReadColumns = async (file, wanted, progress) => {
  const size = await sizeOf(file);
  let takers: readonly { readonly index: number; readonly column: ColumnBuilder }[] = [];
  let rows = 0;
  let bytes = 0;
  await readCsvRows(file, {
    header(names) {
      requireColumns(wanted, names, file.shown);
      takers = wanted.map(({ name, column }) => ({ index: names.indexOf(name), column }));
    },
    row(values, line) {
      for (const { index, column } of takers) column.push(values[index] ?? '', line);
      rows += 1;
    },
    read(more) {
      bytes += more;
      progress(bytes / size);
    },
  });
  return rows;
};
