import { open } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';
import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import { requireColumns, type WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import { type DataFile, sizeOf } from './data-file.ts';
import { requireDistinct } from './distinct-names.ts';
import { isCodec } from './parquet/codecs.ts';
import { flatColumn } from './parquet/flat-column.ts';
import { type Chunk, chunksOf, columnNames, readMetadata } from './parquet/metadata.ts';
import type { PageValues } from './parquet/page-values.ts';
import { asyncBuffer, readBytes } from './parquet/read-bytes.ts';
import { readChunk } from './parquet/read-chunk.ts';
import { allOrUnreadable, orUnreadable } from './parquet/unreadable.ts';
import type { ReadColumns } from './read-columns.ts';

/** Beyond so many rows room is made as they come, in case that the file does not have as many as it says. */
const mostExpected = 1 << 26;

/** Reads columns of a Parquet file, one after the other, each a row group at a time. */
export const readParquetColumns: ReadColumns = async (file, wanted, progress) => {
  const size = await sizeOf(file);
  await using handle = await open(file.path);
  const metadata = await orUnreadable(file, () => readMetadata(asyncBuffer(handle, size)));
  const names = columnNames(metadata);
  requireDistinct(names, file);
  requireColumns(wanted, names, file.shown);
  const { rows } = metadata;
  const takers = takersByName(wanted);
  let room = new Uint8Array();
  let done = 0;
  for (const [name, columns] of takers) {
    const column = await orUnreadable(file, () => flatColumn(metadata, name, file));
    const chunks = await orUnreadable(file, () => chunksOf(metadata, column, size));
    requireCodecs(chunks, file);
    for (const taker of columns) taker.expect(Math.min(rows, mostExpected));
    for (const { rows, start, bytes, data } of chunks) {
      if (room.length < bytes) room = new Uint8Array(bytes);
      const chunk = room.subarray(0, bytes);
      await orUnreadable(file, () => readBytes(handle, chunk, start));
      for (const values of allOrUnreadable(file, readChunk(chunk, data, column, rows))) {
        for (const taker of columns) give(values, taker);
      }
      done += 1;
      progress(done / (chunks.length * takers.size));
    }
  }
  return rows;
};

/** A column that is wanted twice is read once. */
function takersByName(
  wanted: readonly WantedColumn[],
): ReadonlyMap<string, readonly ColumnBuilder[]> {
  const takers = new Map<string, ColumnBuilder[]>();
  for (const { name, column } of wanted) {
    const known = takers.get(name);
    if (known === undefined) takers.set(name, [column]);
    else known.push(column);
  }
  return takers;
}

function give(values: PageValues, column: ColumnBuilder): void {
  if (values.kind === 'numbers') column.pushNumbers(values.numbers);
  else if (values.kind === 'codes') column.pushCodes(values.cells, values.codes);
  else for (const cell of values.cells) column.push(cell, 0);
}

function requireCodecs(chunks: readonly Chunk[], { path, shown }: DataFile): void {
  const other = chunks.find(({ data }) => !isCodec(data.codec));
  if (other === undefined) return;
  throw new InputError(
    'unread-codec',
    `${shown} is compressed with ${other.data.codec}, which is not read: write it with snappy, zstd or gzip.`,
    { file: path },
  );
}
