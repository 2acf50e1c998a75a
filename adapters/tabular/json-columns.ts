import { InputError } from '../../core/errors.ts';
import { rowName } from '../../core/predictions/columns/bad-values.ts';
import type { Cell } from '../../core/predictions/columns/cell.ts';
import { quoted } from '../../core/predictions/columns/quoted.ts';
import { requireColumns } from '../../core/predictions/columns/wanted-column.ts';
import { type DataFile, sizeOf } from './data-file.ts';
import { type JsonRow, parseJsonRow } from './json-row.ts';
import type { ReadColumns } from './read-columns.ts';
import { textLines } from './text-lines.ts';

/**
 * Reads columns of JSON lines: one object a line, its keys the names of the columns. Blank lines are passed over. A key
 * that a row does not have is a missing value, and one that no row has a missing column.
 */
export const readJsonColumns: ReadColumns = async (file, wanted, progress) => {
  const size = await sizeOf(file);
  const seen = new Set<string>();
  let [rows, line, bytes] = [0, 0, 0];
  for await (const piece of textLines(file)) {
    for (const text of piece.lines) {
      line += 1;
      if (text.trim() === '') continue;
      const row = rowOf(file, text, line);
      if (rows === 0) for (const name of Object.keys(row)) seen.add(name);
      for (const { name, column } of wanted) {
        const has = Object.hasOwn(row, name);
        if (has && !seen.has(name)) seen.add(name);
        column.push(has ? cellOf(file, name, row[name], rows, line) : null, line);
      }
      rows += 1;
    }
    bytes += piece.bytes;
    progress(bytes / size);
  }
  requireColumns(wanted, [...seen], file.shown);
  return rows;
};

function rowOf({ path, shown }: DataFile, text: string, line: number): JsonRow {
  const row = parseJsonRow(text);
  if (row !== null) return row;
  throw new InputError(
    'unreadable-json',
    `Line ${line} of ${shown} is not a JSON object: write one object in each line, such as {"y": 1, "y_hat": 0}. With pandas: to_json(path, orient="records", lines=True).`,
    { file: path, line },
  );
}

function cellOf(
  { path, shown }: DataFile,
  name: string,
  value: unknown,
  row: number,
  line: number,
): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  throw new InputError(
    'nested-value',
    `In ${shown} the column ${quoted(name)} is a list or an object in ${rowName(row, line)}: write a number or a text there.`,
    { file: path, line },
  );
}
