import { AssayError } from '../../core/errors.ts';
import { sizeOf, type DataFile } from '../tabular/data-file.ts';
import { readerFor } from '../tabular/format.ts';
import { readParquetColumns } from '../tabular/parquet-columns.ts';
import { builtin } from './builtin.ts';
import { duckdbEngine } from './duckdb.ts';
import type { DuckDbModule } from './duckdb/open.ts';
import type { Engine, ProfileRequest } from './engine.ts';

/** Which engine is wanted: `auto` takes DuckDB where the files are large enough to be worth fetching it. */
export type EngineChoice = 'auto' | 'builtin' | 'duckdb';

/** What an engine is chosen by. */
export interface ChooseOptions {
  readonly choice: EngineChoice;
  /** Fetches DuckDB. May fail: there is the other engine. */
  readonly duckdb: () => Promise<DuckDbModule>;
  /** The folder in which DuckDB may write while it reads. */
  readonly temporary: string;
  readonly warn: (message: string) => void;
}

/** From so many bytes on DuckDB is quicker, with all that it takes to begin. */
const largeParquetBytes = 32 * 2 ** 20;
const largeTextBytes = 64 * 2 ** 20;

/**
 * The engine that profiles files: Assay's own readers for small ones, DuckDB for large ones. What DuckDB can't do, by not
 * being there or by failing, is done by Assay's own readers, slowly, with a warning.
 */
export function chooseEngine(options: ChooseOptions): Pick<Engine, 'profile'> {
  return {
    async profile(request) {
      const isLarge = options.choice === 'auto' ? await areLarge(request.files) : true;
      if (options.choice === 'builtin' || !isLarge) return builtin.profile(request);
      const module = await options.duckdb().catch((error: unknown) => {
        options.warn(instead('DuckDB could not be had', error));
        return null;
      });
      if (module === null) return builtin.profile(request);
      try {
        return await duckdbEngine(async () => module, options.temporary).profile(request);
      } catch (error) {
        requireOther(error, request);
        options.warn(instead('DuckDB could not read the data', error));
        return builtin.profile(request);
      }
    },
  };
}

function instead(what: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  return `${what} (${line.slice(0, 200)}): Assay's own readers do it, which takes longer.`;
}

/** Throws what would be the same with another engine: a fault of the data, and the wish to stop. */
function requireOther(error: unknown, { signal }: ProfileRequest): void {
  signal.throwIfAborted();
  if (error instanceof AssayError) throw error;
}

async function areLarge(files: readonly DataFile[]): Promise<boolean> {
  let [parquet, text] = [0, 0];
  for (const file of files) {
    const bytes = await sizeOf(file);
    if ((await readerFor(file)) === readParquetColumns) parquet += bytes;
    else text += bytes;
  }
  return parquet / largeParquetBytes + text / largeTextBytes >= 1;
}
