import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { instantOf } from '../../../core/time/instant.ts';
import type { ProfileRequest } from '../engine.ts';
import { literal } from './sql.ts';

/** The module that DuckDB is used through. It is not part of a bundle: it is installed at run time. */
export type DuckDbModule = typeof import('@duckdb/node-api');

/** What of the machine DuckDB may use. */
export interface DuckDbLimits {
  readonly threads: number;
  readonly memoryBytes: number;
}

/** A database in memory that reads some files, and nothing else. */
export interface DuckDb extends AsyncDisposable {
  /** The files in their order, by names that have no special characters. */
  readonly paths: readonly string[];
  /** A folder for what is made on the way. */
  readonly folder: string;
  /** The rows of an answer, a chunk at a time. */
  readonly stream: (sql: string) => AsyncGenerator<DuckDBDataChunk>;
  /** All rows of a small answer: numbers, texts and null. */
  readonly rows: (sql: string) => Promise<readonly (readonly unknown[])[]>;
}

/**
 * Opens a database that can read the files of a request and write into a folder of its own in `temporary`, which goes with
 * it. Names of files come
 * from outside and may hold quotes, and characters that DuckDB takes for patterns: it sees links that are numbered.
 */
export async function openDuckDb(
  module: DuckDbModule,
  { files, signal }: Pick<ProfileRequest, 'files' | 'signal'>,
  temporary: string,
  limits: DuckDbLimits,
): Promise<DuckDb> {
  await mkdir(temporary, { recursive: true });
  const folder = await mkdtemp(join(temporary, 'assay-duckdb-'));
  try {
    const paths = files.map((_, index) => join(folder, `file-${index}`));
    const targets: string[] = [];
    for (const [index, { path }] of files.entries()) {
      const target = await realpath(path);
      targets.push(target);
      await symlink(target, paths[index] ?? '');
    }
    await mkdir(join(folder, 'spilled'));
    const instance = await module.DuckDBInstance.create(':memory:', {
      threads: String(limits.threads),
      memory_limit: `${Math.floor(limits.memoryBytes / 2 ** 20)}MiB`,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    for (const setting of settings(folder, [...targets, ...paths])) await connection.run(setting);
    registerInstant(module, connection);
    return database(connection, instance, folder, paths, signal);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function settings(folder: string, files: readonly string[]): readonly string[] {
  return [
    `set temp_directory = ${literal(join(folder, 'spilled'))}`,
    `set allowed_directories = [${literal(`${folder}/`)}]`,
    `set allowed_paths = [${files.map(literal).join(', ')}]`,
    'set enable_external_access = false',
    // Rows are put in their order by their numbers where it matters.
    'set preserve_insertion_order = false',
    "set TimeZone = 'UTC'",
    'set enable_progress_bar = false',
  ];
}

function database(
  connection: DuckDBConnection,
  instance: { closeSync(): void },
  folder: string,
  paths: readonly string[],
  signal: AbortSignal,
): DuckDb {
  const interrupt = (): void => {
    connection.interrupt();
  };
  signal.addEventListener('abort', interrupt);
  return {
    paths,
    folder,
    async *stream(sql) {
      signal.throwIfAborted();
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        signal.throwIfAborted();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk;
      }
    },
    async rows(sql) {
      signal.throwIfAborted();
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJS();
    },
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `assay_instant(text)`: milliseconds since 1970 of an ISO 8601 time as Assay reads it everywhere; NaN for another text. */
function registerInstant(
  { DuckDBScalarFunction, VARCHAR, DOUBLE }: DuckDbModule,
  connection: DuckDBConnection,
): void {
  const scalar = DuckDBScalarFunction.create({
    name: 'assay_instant',
    parameterTypes: [VARCHAR],
    returnType: DOUBLE,
    mainFunction(_, input, output) {
      const texts = input.getColumnVector(0);
      const { rowCount } = input;
      for (let row = 0; row < rowCount; row++) {
        const text = texts.getItem(row);
        output.setItem(row, typeof text === 'string' ? instantOf(text.trim()) : null);
      }
      output.flush();
    },
  });
  connection.registerScalarFunction(scalar);
}
