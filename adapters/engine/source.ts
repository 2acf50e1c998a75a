import { open } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';
import { quoted } from '../../core/predictions/columns/quoted.ts';
import type { ColumnType } from '../../core/profile/profile.ts';
import { suggestion } from '../../core/text/nearest.ts';
import { type DataFile, sizeOf } from '../tabular/data-file.ts';
import { readParquetColumns } from '../tabular/parquet-columns.ts';
import { readMetadata } from '../tabular/parquet/metadata.ts';
import { asyncBuffer } from '../tabular/parquet/read-bytes.ts';
import { orUnreadable } from '../tabular/parquet/unreadable.ts';
import type { ReadColumns } from '../tabular/read-columns.ts';
import { columnsOf } from '../tabular/table-columns.ts';
import type { ProfileRequest } from './engine.ts';
import { schemaType } from './schema-type.ts';

/** One of the files of a table, before its rows are read. */
export interface Source {
  readonly file: DataFile;
  readonly bytes: number;
  readonly read: ReadColumns;
  /** The columns with plain values, in the file's order. */
  readonly names: readonly string[];
  /** Columns whose values are lists, structures or bytes: they are not read. */
  readonly nested: readonly string[];
  /** What only Parquet says beforehand; null for texts. */
  readonly parquet: {
    readonly rows: number;
    readonly types: ReadonlyMap<string, ColumnType>;
  } | null;
}

/** Looks at each file's columns. Throws an InputError where one is no table, and where there is no file. */
export async function openSources(files: readonly DataFile[]): Promise<readonly Source[]> {
  if (files.length === 0) throw new TypeError('There is no file to profile.');
  const sources: Source[] = [];
  for (const file of files) sources.push(await openSource(file));
  return sources;
}

/** The names of all columns, each once, in the order in which the files have them. */
export function allNames(sources: readonly Source[]): readonly string[] {
  return [...new Set(sources.flatMap(({ names, nested }) => [...names, ...nested]))];
}

/**
 * The columns that are to be profiled. Those whose values are not plain are among them only where the reference says how
 * they should be.
 */
export function wantedNames(
  sources: readonly Source[],
  { columns, time, like }: Pick<ProfileRequest, 'columns' | 'time' | 'like'>,
): readonly string[] {
  const plain = new Set(sources.flatMap(({ names }) => names));
  const asked = columns === 'all' ? null : new Set(columns);
  return allNames(sources).filter((name) => {
    const isKnown = like === null ? plain.has(name) : like.has(name);
    return isKnown && (asked === null ? name !== time : asked.has(name));
  });
}

/** Throws the InputError `no-column` where no file has the column of the time. */
export function requireTime(sources: readonly Source[], time: string | null): void {
  const names = [...new Set(sources.flatMap((source) => source.names))];
  if (time === null || names.includes(time)) return;
  const [first] = sources;
  throw new InputError(
    'no-column',
    `${first?.file.shown ?? 'The data'} has no column ${quoted(time)}, which monitor.time names${suggestion(time, names)} Correct the name, or write the time into that column.`,
    { file: first?.file.path ?? '' },
  );
}

async function openSource(file: DataFile): Promise<Source> {
  const bytes = await sizeOf(file);
  const { names, nested, read } = await columnsOf(file);
  const parquet = read === readParquetColumns ? await openParquet(file, bytes) : null;
  return { file, bytes, read, names, nested: nested.map(({ name }) => name), parquet };
}

async function openParquet(file: DataFile, bytes: number): Promise<Source['parquet']> {
  await using handle = await open(file.path);
  const { rows, root } = await orUnreadable(file, () => readMetadata(asyncBuffer(handle, bytes)));
  const types = root.children.map(({ element, children }) => {
    return [element.name, children.length > 0 ? 'other' : schemaType(element)] as const;
  });
  return { rows, types: new Map(types) };
}
