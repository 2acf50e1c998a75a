import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { InputError, UnavailableError } from '../../core/errors.ts';
import { type Engine, inboxMigration } from './migrations/0001-inbox.ts';
import { openSqliteFile, sqliteInMemory } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where the app keeps its inbox. */
export type DatabaseOptions =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string }
  /** Goes with the process. */
  | { readonly kind: 'memory' };

/** An open database with the tables of today. */
export interface Database {
  readonly engine: Engine;
  readonly db: Kysely<Tables>;
  /** Milliseconds since 1970, by a clock that is the same for all who share the database. */
  readonly now: () => number;
  /** Throws when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its tables up to date; of several replicas that start at once, one does so. `lost` hears
 * of connections that break. Throws an InputError for a folder that can't be used, and an UnavailableError for a server
 * that can't be reached or refuses.
 */
export async function openDatabase(
  options: DatabaseOptions,
  lost: (error: Error) => void,
  localNow: () => number = Date.now,
): Promise<Database> {
  switch (options.kind) {
    case 'memory': {
      const db = new Kysely<Tables>({ dialect: sqliteInMemory() });
      await migrate(db, 'sqlite');
      return opened(db, 'sqlite', localNow, () => db.destroy());
    }
    case 'folder': {
      const { dialect, unlock } = await openSqliteFile(options.folder);
      const db = new Kysely<Tables>({ dialect });
      const close = async (): Promise<void> => {
        await db.destroy();
        unlock();
      };
      try {
        await migrate(db, 'sqlite');
      } catch (error) {
        await close();
        throw error;
      }
      return opened(db, 'sqlite', localNow, close);
    }
    case 'postgres':
      return openPostgres(options.url, lost, localNow);
    default:
      return options satisfies never;
  }
}

async function openPostgres(
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
    await migrate(db, 'postgres');
  } catch (cause) {
    await db.destroy();
    if (cause instanceof InputError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UnavailableError(
      'no-database',
      `The database that DATABASE_URL names can't be used: ${message || 'it does not answer'}.`,
      { cause },
    );
  }
  return {
    engine: 'postgres',
    db,
    now: () => Math.round(localNow() + offset),
    ping,
    close: () => db.destroy(),
  };
}

function opened(
  db: Kysely<Tables>,
  engine: Engine,
  now: () => number,
  close: () => Promise<void>,
): Database {
  return {
    engine,
    db,
    now,
    close,
    ping: async () => {
      await sql`select 1`.execute(db);
    },
  };
}

async function migrate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: () => Promise.resolve({ '0001-inbox': inboxMigration(engine) }),
    },
    migrationTableName: 'assay_migration',
    migrationLockTableName: 'assay_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const message = error instanceof Error ? error.message : 'unknown reason';
  if (!message.includes('previously executed migration')) throw error;
  throw new InputError(
    'newer-database',
    `The database was made by a newer version of the app (${message}): run that version, or delete the database; what it holds can be asked of GitHub again.`,
    { cause: error },
  );
}
