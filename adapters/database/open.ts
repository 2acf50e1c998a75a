import { Kysely, sql } from 'kysely';
import { InputError, UnavailableError } from '../../core/errors.ts';
import { type Database, opened } from './database.ts';
import { connectInMemory } from './memory.ts';
import { migrate } from './migrate.ts';
import { openSqliteFile } from './sqlite.ts';
import type { Tables } from './tables.ts';

export type { Database } from './database.ts';

/** Where the app keeps its inbox. */
export type DatabaseOptions =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string }
  /** Goes with the process. */
  | { readonly kind: 'memory' };

/**
 * Opens the database and brings its tables up to date; of several replicas that start at once, one does so. `lost` hears
 * of connections that break. Throws an InputError for a folder that can't be used, and an UnavailableError for a server
 * that can't be reached or refuses.
 */
export async function openDatabase(
  options: DatabaseOptions,
  lost: (error: Error) => void,
  localNow: () => number = () => Date.now(),
): Promise<Database> {
  const database = await connectDatabase(options, lost, localNow);
  try {
    await migrate(database.db, database.engine);
    return database;
  } catch (error) {
    await database.close();
    throw options.kind === 'postgres' ? unusable(error) : error;
  }
}

/** Opens the database with the tables that it has. Throws as `openDatabase` does. */
export async function connectDatabase(
  options: DatabaseOptions,
  lost: (error: Error) => void,
  localNow: () => number = () => Date.now(),
): Promise<Database> {
  switch (options.kind) {
    case 'memory':
      return connectInMemory(localNow);
    case 'folder': {
      const { dialect, unlock } = await openSqliteFile(options.folder);
      const db = new Kysely<Tables>({ dialect });
      return opened(db, 'sqlite', localNow, async () => {
        await db.destroy();
        unlock();
      });
    }
    case 'postgres':
      return connectPostgres(options.url, lost, localNow);
    default:
      return options satisfies never;
  }
}

async function connectPostgres(
  url: string,
  lost: (error: Error) => void,
  localNow: () => number,
): Promise<Database> {
  // Its driver is needed only here.
  const { postgresDialect } = await import('./postgres.ts');
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, lost) });
  let offset = 0;
  const ping = async (): Promise<void> => {
    const asked = localNow();
    const { rows } = await sql<{
      ms: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(db);
    // The server's clock counts: the replicas' may differ.
    offset = (rows[0]?.ms ?? asked) - (asked + localNow()) / 2;
  };
  try {
    await ping();
  } catch (cause) {
    await db.destroy();
    throw unusable(cause);
  }
  return {
    engine: 'postgres',
    db,
    now: () => Math.round(localNow() + offset),
    ping,
    close: () => db.destroy(),
  };
}

function unusable(cause: unknown): unknown {
  if (cause instanceof InputError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new UnavailableError(
    'no-database',
    `The database that DATABASE_URL names can't be used: ${message || 'it does not answer'}.`,
    { cause },
  );
}
