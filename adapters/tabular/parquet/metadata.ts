import type { AsyncBuffer, ColumnMetaData, RowGroup, SchemaTree } from 'hyparquet';
import { parquetMetadataAsync, parquetSchema } from 'hyparquet';
import type { FlatColumn } from './flat-column.ts';

/** A column of one row group, and where it stands in the file. */
export interface Chunk {
  readonly rows: number;
  readonly start: number;
  readonly bytes: number;
  readonly data: ColumnMetaData;
}

/** What a Parquet file says of itself. */
export interface Metadata {
  readonly rows: number;
  readonly rowGroups: readonly RowGroup[];
  /** The root of the columns, which are its children; a nested column has children again. */
  readonly root: SchemaTree;
}

/** What the end of a Parquet file says of it. Throws some error where it is damaged or the numbers don't add up. */
export async function readMetadata(file: AsyncBuffer): Promise<Metadata> {
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const counts = metadata.row_groups.map(({ num_rows: rows }) => Number(rows));
  const rows = Number(metadata.num_rows);
  if (counts.some((count) => !(count >= 0)) || sum(counts) !== rows) {
    throw new RangeError('the row groups have not as many rows as the file');
  }
  const root = parquetSchema(metadata);
  const names: readonly unknown[] = root.children.map(({ element }) => element.name);
  if (!names.every((name) => typeof name === 'string')) throw new TypeError('a column has no name');
  return { rows, rowGroups: metadata.row_groups, root };
}

/** The names of a file's columns, nested ones by their outermost name. */
export function columnNames({ root }: Metadata): readonly string[] {
  return root.children.map(({ element }) => element.name);
}

/** The chunks of a column in their order. Throws a RangeError where one is not within the file. */
export function chunksOf(
  { rowGroups }: Metadata,
  { name }: FlatColumn,
  fileBytes: number,
): readonly Chunk[] {
  return rowGroups
    .filter(({ num_rows: rows }) => Number(rows) > 0)
    .map(({ columns, num_rows: rows }) => {
      const column = columns.find(({ meta_data: data }) => {
        return data?.path_in_schema.length === 1 && data.path_in_schema[0] === name;
      });
      const data = column?.meta_data;
      if (data === undefined) throw new RangeError('a row group lacks a column');
      if ((column?.file_path ?? '') !== '') throw new RangeError('a column is in another file');
      if (data.num_values !== rows) throw new RangeError('a column lacks rows');
      const start = Number(data.dictionary_page_offset) || Number(data.data_page_offset);
      const bytes = Number(data.total_compressed_size);
      if (!(start >= 0 && bytes >= 0 && start + bytes <= fileBytes)) {
        throw new RangeError('a column ends beyond the file');
      }
      return { rows: Number(rows), start, bytes, data };
    });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
