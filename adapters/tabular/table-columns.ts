import { open } from 'node:fs/promises';
import { AssayError, InputError } from '../../core/errors.ts';
import { formatWhole } from '../../core/report/number.ts';
import { type DataFile, sizeOf } from './data-file.ts';
import { readCsvRows } from './csv-rows.ts';
import { readCsvColumns } from './csv-columns.ts';
import { requireDistinct } from './distinct-names.ts';
import { readerFor } from './format.ts';
import { readJsonColumns } from './json-columns.ts';
import { parseJsonRow } from './json-row.ts';
import { flatColumn } from './parquet/flat-column.ts';
import { columnNames, type Metadata, readMetadata } from './parquet/metadata.ts';
import { asyncBuffer } from './parquet/read-bytes.ts';
import { orUnreadable } from './parquet/unreadable.ts';
import { readParquetColumns } from './parquet-columns.ts';
import type { ReadColumns } from './read-columns.ts';
import { textLines } from './text-lines.ts';

/** Which columns a file has. */
export interface TableColumns {
  /** In the file's order; their values are plain. */
  readonly names: readonly string[];
  /** Columns whose values are lists, structures or bytes, and why they are not read. */
  readonly nested: readonly { readonly name: string; readonly reason: string }[];
  readonly read: ReadColumns;
}

/** JSON lines have no header, and each row may bring columns: so many are held. */
const mostJsonColumns = 10_000;

/**
 * The columns of a CSV or Parquet file, of which only the header is read, or of JSON lines, of which every row is.
 * Throws an InputError when it is not a table.
 */
export async function columnsOf(file: DataFile): Promise<TableColumns> {
  const read = await readerFor(file);
  if (read === readParquetColumns) return { ...(await parquetColumns(file)), read };
  if (read === readJsonColumns) return { ...(await jsonColumns(file)), read };
  return { names: await csvHeader(file), nested: [], read: readCsvColumns };
}

type Names = Omit<TableColumns, 'read'>;

/** Thrown to stop reading; never leaves this file. */
class Enough extends Error {}

async function csvHeader(file: DataFile): Promise<readonly string[]> {
  let found: readonly string[] = [];
  try {
    await readCsvRows(file, {
      header(names) {
        found = names;
      },
      row() {
        throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return found;
}

async function jsonColumns(file: DataFile): Promise<Names> {
  const names = new Set<string>();
  const nested = new Set<string>();
  for await (const { lines } of textLines(file)) {
    for (const line of lines) {
      for (const [name, value] of Object.entries(parseJsonRow(line) ?? {})) {
        names.add(name);
        if (typeof value === 'object' && value !== null) nested.add(name);
      }
      if (names.size > mostJsonColumns) throw tooManyColumns(file);
    }
  }
  return {
    names: [...names].filter((name) => !nested.has(name)),
    nested: [...nested].map((name) => ({ name, reason: 'it holds lists or objects.' })),
  };
}

function tooManyColumns({ path, shown }: DataFile): InputError {
  return new InputError(
    'too-many-columns',
    `The rows of ${shown} have more than ${formatWhole(mostJsonColumns)} different names: write the same names in each row.`,
    { file: path },
  );
}

async function parquetColumns(file: DataFile): Promise<Names> {
  const size = await sizeOf(file);
  await using handle = await open(file.path);
  const metadata = await orUnreadable(file, () => readMetadata(asyncBuffer(handle, size)));
  const names = columnNames(metadata);
  requireDistinct(names, file);
  const reasons = names.map((name) => [name, whyNested(metadata, name, file)] as const);
  return {
    names: reasons.flatMap(([name, reason]) => (reason === null ? [name] : [])),
    nested: reasons.flatMap(([name, reason]) => (reason === null ? [] : [{ name, reason }])),
  };
}

function whyNested(metadata: Metadata, name: string, file: DataFile): string | null {
  try {
    flatColumn(metadata, name, file);
    return null;
  } catch (error) {
    if (error instanceof AssayError) return error.message;
    throw error;
  }
}
