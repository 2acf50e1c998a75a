import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { InputError } from '../../core/errors.ts';
import { type Engine, inboxMigration } from './migrations/0001-inbox.ts';
import type { Tables } from './tables.ts';

const migrationTable = 'assay_migration';

/** How a database's tables differ from those of this version. */
export interface MigrationState {
  /** Steps that are still to be made; all of them in an empty database. */
  readonly pending: readonly string[];
  /** How many steps were made. */
  readonly done: number;
  /** Steps of a newer version. */
  readonly unknown: readonly string[];
}

/** The steps in their order. A step that has been released is never changed: the next one comes after it. */
function migrationsOf(engine: Engine) {
  return { '0001-inbox': inboxMigration(engine) };
}

function migratorOf(db: Kysely<Tables>, engine: Engine): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrationsOf(engine)) },
    migrationTableName: migrationTable,
    migrationLockTableName: 'assay_migration_lock',
  });
}

/** Brings the tables up to date; of several replicas at once, one does so. Throws an InputError for a newer version's. */
export async function migrate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const { error } = await migratorOf(db, engine).migrateToLatest();
  if (error === undefined) return;
  const message = error instanceof Error ? error.message : 'unknown reason';
  if (!message.includes('previously executed migration')) throw error;
  throw new InputError(
    'newer-database',
    `The database was made by a newer version of the app (${message}): run that version, or delete the database; what it holds can be asked of GitHub again.`,
    { cause: error },
  );
}

/** Compares the tables with those of this version, and changes nothing. */
export async function migrationState(db: Kysely<Tables>, engine: Engine): Promise<MigrationState> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === migrationTable)) {
    return { pending: Object.keys(migrationsOf(engine)), done: 0, unknown: [] };
  }
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(migrationTable)}`.execute(db);
  const made = rows.map(({ name }) => name);
  const known = Object.keys(migrationsOf(engine));
  return {
    pending: known.filter((name) => !made.includes(name)),
    done: made.length,
    unknown: made.filter((name) => !known.includes(name)),
  };
}
