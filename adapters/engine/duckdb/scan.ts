import { join } from 'node:path';
import { readJsonColumns } from '../../tabular/json-columns.ts';
import type { Source } from '../source.ts';
import type { DuckDb } from './open.ts';
import { literal } from './sql.ts';

/** How the values of a column are to be had. */
export type ScanType =
  'number' | 'integer' | 'boolean' | 'date' | 'time' | 'zoned-time' | 'text' | 'other';

/** Whether values of that type are doubles where they are read. */
export function isNumber(type: ScanType | undefined): boolean {
  return type === 'number' || type === 'integer';
}

/** Files of one layout, which are read together. */
export interface Scan {
  /** What stands behind `from`. */
  readonly table: string;
  readonly types: ReadonlyMap<string, ScanType>;
  readonly nested: ReadonlySet<string>;
  readonly rows: number;
  /** Each of the files by itself. */
  readonly files: readonly { readonly table: string; readonly rows: number }[];
  /** Whether the files say what types their columns have. */
  readonly hasTypes: boolean;
  /** The number of a row in the whole table, as SQL. */
  readonly rowNumber: string;
}

interface Opened {
  readonly source: Source;
  readonly path: string;
  readonly rows: number;
  readonly types: ReadonlyMap<string, ScanType>;
}

/** Makes the files readable, those of texts by copies that need no parsing any more, and puts those of one layout together. */
export async function openScans(
  db: DuckDb,
  sources: readonly Source[],
  progress: (share: number) => void,
): Promise<readonly Scan[]> {
  const opened: Opened[] = [];
  for (const [index, source] of sources.entries()) {
    opened.push(await openOne(db, source, db.paths[index] ?? '', index));
    progress((index + 1) / sources.length);
  }
  const starts = new Map<Opened, number>();
  let rows = 0;
  for (const one of opened) {
    starts.set(one, rows);
    rows += one.rows;
  }
  const layouts = Map.groupBy(opened, layoutOf);
  return [...layouts.values()].flatMap((files) => scanOf(files, starts) ?? []);
}

/** DuckDB's own columns, by which rows are told apart: those of the data would be taken for them. */
const taken = /^file_(?:row_number|index)$/i;

async function openOne(db: DuckDb, source: Source, path: string, index: number): Promise<Opened> {
  if ([...source.names, ...source.nested].some((name) => taken.test(name))) {
    throw new TypeError('a column has the name of one of its own');
  }
  const { parquet } = source;
  if (parquet !== null) {
    return { source, path, rows: parquet.rows, types: await typesOf(db, path, source) };
  }
  const copy = join(db.folder, `copy-${index}.parquet`);
  const rows = await copyTexts(db, source, path, copy);
  const types = new Map(source.names.map((name) => [name, 'text'] as const));
  return { source, path: copy, rows, types };
}

/** All values as texts, as Assay's own readers take them. */
async function copyTexts(db: DuckDb, source: Source, path: string, copy: string): Promise<number> {
  const columns = `{${source.names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}}`;
  const from =
    source.read === readJsonColumns
      ? `read_json(${literal(path)}, format = 'newline_delimited', columns = ${columns})`
      : `read_csv(${literal(path)}, columns = ${columns}, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, max_line_size = 1048576)`;
  await db.rows('set preserve_insertion_order = true');
  await db.rows(`copy (select * from ${from}) to ${literal(copy)} (format parquet)`);
  await db.rows('set preserve_insertion_order = false');
  const [counted] = await db.rows(`select count(*)::double from read_parquet(${literal(copy)})`);
  return Number(counted?.[0]);
}

async function typesOf(
  db: DuckDb,
  path: string,
  source: Source,
): Promise<ReadonlyMap<string, ScanType>> {
  const plain = new Set(source.names);
  const rows = await db.rows(`describe select * from read_parquet(${literal(path)})`);
  const types = new Map(
    rows.flatMap(([name, type]) =>
      plain.has(String(name)) ? [[String(name), scanType(String(type))] as const] : [],
    ),
  );
  // DuckDB gives a column another name where two differ in nothing but upper and lower case.
  if (types.size < plain.size) throw new TypeError('two columns have names that it takes for one');
  return types;
}

function scanType(type: string): ScanType {
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)) return 'integer';
  if (/^(?:FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'zoned-time';
  if (type === 'DATE') return 'date';
  if (type.startsWith('TIMESTAMP')) return 'time';
  return /^(?:VARCHAR|UUID|ENUM|JSON)/.test(type) ? 'text' : 'other';
}

function layoutOf({ source, types }: Opened): string {
  return JSON.stringify([source.parquet !== null, source.nested, [...types]]);
}

function scanOf(files: readonly Opened[], starts: ReadonlyMap<Opened, number>): Scan | null {
  const full = files.filter(({ rows }) => rows > 0);
  const [first] = full;
  if (first === undefined) return null;
  const paths = full.map(({ path }) => literal(path)).join(', ');
  const offsets = full.map((file) => starts.get(file) ?? 0);
  const [offset = 0] = offsets;
  return {
    table: `read_parquet([${paths}])`,
    types: first.types,
    nested: new Set(first.source.nested),
    rows: full.reduce((sum, { rows }) => sum + rows, 0),
    files: full.map(({ path, rows }) => ({ table: `read_parquet(${literal(path)})`, rows })),
    hasTypes: first.source.parquet !== null,
    rowNumber:
      offsets.length === 1
        ? `(file_row_number + ${offset})`
        : `(file_row_number + ([${offsets.join(', ')}])[file_index::bigint + 1])`,
  };
}
