import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openDatabase } from '../../../adapters/database/open.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../database/postgres-server.ts';

/** Opens databases of one engine. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  /** A new, empty database; `now` is its clock in milliseconds, where it goes by one of ours. */
  open(now?: () => number): Promise<Database>;
  /** Another process's view of a database that was opened: only PostgreSQL has that. */
  again(database: Database): Promise<Database>;
}

/** Runs the same tests on both engines; PostgreSQL's are skipped where it isn't installed. */
export function describeEngines(name: string, tests: (engine: () => Engine) => void): void {
  describe(`${name}, on SQLite`, () => {
    let folder: string;
    const open: Database[] = [];
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'assay-sqlite-'));
    });
    afterAll(async () => {
      for (const database of open) await database.close();
      await rm(folder, { recursive: true });
    });
    let count = 0;
    tests(() => ({
      name: 'sqlite',
      async open(now) {
        count += 1;
        const options = { kind: 'folder', folder: join(folder, String(count)) } as const;
        const database = await openDatabase(options, unexpected, now);
        open.push(database);
        return database;
      },
      again: () => Promise.reject(new Error('One process has a folder for itself.')),
    }));
  });

  describe.skipIf(!hasPostgres)(`${name}, on PostgreSQL`, () => {
    let server: PostgresServer;
    const open = new Map<Database, string>();
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      for (const database of open.keys()) await database.close();
      await server.close();
    });
    const connect = async (url: string, now?: () => number): Promise<Database> => {
      const database = await openDatabase({ kind: 'postgres', url }, unexpected);
      const clocked = now === undefined ? database : { ...database, now };
      open.set(clocked, url);
      return clocked;
    };
    tests(() => ({
      name: 'postgres',
      open: async (now) => connect(await server.create(), now),
      again: (database) => connect(open.get(database) ?? '', database.now),
    }));
  });
}

function unexpected(error: Error): void {
  throw error;
}
