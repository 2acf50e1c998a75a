import { open } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';
import { readCsvColumns } from './csv-columns.ts';
import { type DataFile, sizeOf } from './data-file.ts';
import { readJsonColumns } from './json-columns.ts';
import { readParquetColumns } from './parquet-columns.ts';
import type { ReadColumns } from './read-columns.ts';

const firstBytes = 4_096;

/**
 * How a file is to be read, by what its first bytes are, whatever it is named: Parquet by its `PAR1`, JSON lines by a
 * brace before all else, else CSV. Throws an InputError for a JSON array, which can't be read row by row, and for an
 * encrypted Parquet file.
 */
export async function readerFor(file: DataFile): Promise<ReadColumns> {
  await sizeOf(file);
  await using handle = await open(file.path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
  const start = buffer
    .toString('latin1', 0, bytesRead)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (start.startsWith('PAR1')) return readParquetColumns;
  if (start.startsWith('PARE')) throw encrypted(file);
  if (start.startsWith('{')) return readJsonColumns;
  if (/^\[\s*[[{\]]/.test(start)) throw jsonArray(file);
  return readCsvColumns;
}

function jsonArray({ path, shown }: DataFile): InputError {
  return new InputError(
    'unreadable-json',
    `${shown} is one JSON array, which is not read: write one object in each line. With pandas: to_json(path, orient="records", lines=True).`,
    { file: path, line: 1 },
  );
}

function encrypted({ path, shown }: DataFile): InputError {
  return new InputError(
    'unreadable-parquet',
    `${shown} is an encrypted Parquet file: write it without encryption.`,
    { file: path },
  );
}
