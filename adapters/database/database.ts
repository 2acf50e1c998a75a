import { type Kysely, sql } from 'kysely';
import type { Engine } from './migrations/0001-inbox.ts';
import type { Tables } from './tables.ts';

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

/** An open database of one process, whose clock is its own. */
export function opened(
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
