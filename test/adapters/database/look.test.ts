import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { lookAtDatabase } from '../../../adapters/database/look.ts';
import {
  connectDatabase,
  type DatabaseOptions,
  openDatabase,
} from '../../../adapters/database/open.ts';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-look-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const unexpected = (error: Error): void => {
  throw error;
};

/** Looks, and closes what was opened. */
async function kindOf(options: DatabaseOptions): Promise<string> {
  const look = await lookAtDatabase(options);
  if (look.kind === 'open') await look.database.close();
  return look.kind;
}

async function run(options: DatabaseOptions, statement: string): Promise<void> {
  const database = await connectDatabase(options, unexpected);
  await sql.raw(statement).execute(database.db);
  await database.close();
}

function itTellsOnesOfOtherVersions(empty: () => Promise<DatabaseOptions>): void {
  it('tells one without tables, and leaves it so', async () => {
    const options = await empty();
    expect(await kindOf(options)).toBe('new');
    expect(await kindOf(options)).toBe('new');
  });

  it('opens one that is up to date', async () => {
    const options = await empty();
    await (await openDatabase(options, unexpected)).close();
    expect(await kindOf(options)).toBe('open');
  });

  it('tells one of a newer version by its steps', async () => {
    const options = await empty();
    await (await openDatabase(options, unexpected)).close();
    const made = `insert into assay_migration (name, timestamp) values ('9999-later', '2100-01-01')`;
    await run(options, made);
    expect(await lookAtDatabase(options)).toMatchObject({ kind: 'newer', unknown: ['9999-later'] });
  });
}

describe('looking at a folder', () => {
  let count = 0;
  const empty = (): Promise<DatabaseOptions> => {
    count += 1;
    return Promise.resolve({ kind: 'folder', folder: join(folder, String(count)) });
  };
  itTellsOnesOfOtherVersions(empty);

  it('makes nothing where there is nothing', async () => {
    const options = { kind: 'folder', folder: join(folder, 'none') } as const;
    expect(await kindOf(options)).toBe('new');
    expect(await readdir(folder)).not.toContain('none');
  });

  it('says that a file is in the way', async () => {
    await writeFile(join(folder, 'file'), '');
    const options = { kind: 'folder', folder: join(folder, 'file', 'data') } as const;
    expect(await lookAtDatabase(options)).toMatchObject({ kind: 'unusable' });
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder cannot be written', async () => {
    const readOnly = join(folder, 'read-only');
    await mkdir(readOnly);
    await chmod(readOnly, 0o555);
    expect(await kindOf({ kind: 'folder', folder: readOnly })).toBe('unusable');
  });

  it('tells that another process has it', async () => {
    const options = { kind: 'folder', folder: join(folder, 'held') } as const;
    const held = await openDatabase(options, unexpected);
    expect(await kindOf(options)).toBe('held');
    await held.close();
    expect(await kindOf(options)).toBe('open');
  });
});

describe.skipIf(!hasPostgres)('looking at PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());
  itTellsOnesOfOtherVersions(async () => ({ kind: 'postgres', url: await server.create() }));

  it('names it without its password', async () => {
    const url = 'postgres://assay:hidden@127.0.0.1:9/assay';
    const look = await lookAtDatabase({ kind: 'postgres', url });
    expect(look).toMatchObject({ kind: 'unusable', place: 'PostgreSQL at 127.0.0.1:9/assay' });
    expect(JSON.stringify(look)).not.toContain('hidden');
  });
});
