import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Dialect, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { InputError } from '../../core/errors.ts';

/** A file database that one process has for itself. */
export interface SqliteFile {
  readonly dialect: Dialect;
  /** Lets another process have the folder. The database itself is closed by Kysely. */
  readonly unlock: () => void;
}

/** How long another process may have the folder before that is said. */
const patienceMs = 500;

/** The code of the error that says that another process has the folder. */
export const folderInUse = 'data-folder-in-use';

/** The database's file in its folder. */
export const databaseFile = 'assay.sqlite';

/**
 * Opens `assay.sqlite` in a folder, which is made where it is missing: what was committed survives a power cut. Throws
 * an InputError where the folder can't be used, or another process has it.
 */
export async function openSqliteFile(folder: string): Promise<SqliteFile> {
  let lock: DatabaseSync | null = null;
  try {
    await mkdir(folder, { recursive: true });
    lock = new DatabaseSync(join(folder, 'lock.sqlite'));
    // A command may look into the folder for a moment.
    lock.exec(`pragma busy_timeout = ${patienceMs}`);
    // The system lets go of it when the process ends, however that happens.
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    const database = new DatabaseSync(join(folder, databaseFile));
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000',
    );
    const held = lock;
    return {
      dialect: new SqliteDialect({ database: kyselyDatabase(database) }),
      unlock: () => {
        held.close();
      },
    };
  } catch (cause) {
    lock?.close();
    throw refusal(folder, cause);
  }
}

/** A database in memory, for a process that needs nothing of it afterwards. */
export function sqliteInMemory(): Dialect {
  return new SqliteDialect({ database: kyselyDatabase(new DatabaseSync(':memory:')) });
}

function refusal(folder: string, cause: unknown): InputError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/locked|busy/i.test(message)) {
    return new InputError(
      folderInUse,
      `Another process uses ${folder}: one process of the app has a folder for itself. Stop it, give this one another ASSAY_DATA_DIR, or set DATABASE_URL for several replicas.`,
      { cause },
    );
  }
  return new InputError(
    'no-data-folder',
    `${folder} can't hold the inbox (${message}): set ASSAY_DATA_DIR to a folder that the app may write.`,
    { cause },
  );
}

/** `node:sqlite` as Kysely wants it; statements are prepared once. */
function kyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => {
      prepared.clear();
      database.close();
    },
    prepare(text) {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      // Statements with lists of any length would else be kept for ever.
      if (prepared.size >= mostStatements) prepared.clear();
      const statement = kyselyStatement(database.prepare(text));
      prepared.set(text, statement);
      return statement;
    },
  };
}

const mostStatements = 200;

function kyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
