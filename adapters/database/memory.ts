import { Kysely } from 'kysely';
import { type Database, opened } from './database.ts';
import { migrate } from './migrate.ts';
import { sqliteInMemory } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** A database without tables that goes with the process. */
export function connectInMemory(localNow: () => number): Database {
  const db = new Kysely<Tables>({ dialect: sqliteInMemory() });
  return opened(db, 'sqlite', localNow, () => db.destroy());
}

/** One with its tables, for a process that needs no other: nothing of a database server's driver is asked for. */
export async function openInMemory(): Promise<Database> {
  const database = connectInMemory(Date.now);
  await migrate(database.db, database.engine);
  return database;
}
