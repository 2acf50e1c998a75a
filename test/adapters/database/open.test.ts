import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/database/open.ts';
import { InputError } from '../../../core/errors.ts';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

const ignore = (): void => undefined;

describe.skipIf(!hasPostgres)('a database of several replicas', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => server.close());

  it('gets its tables once, however many replicas start at one moment', async () => {
    const url = await server.create();
    const all = await Promise.all(
      Array.from({ length: 6 }, () => openDatabase({ kind: 'postgres', url }, ignore)),
    );
    for (const { db } of all) {
      expect(await db.selectFrom('assay_inbox').selectAll().execute()).toEqual([]);
    }
    const [first] = all;
    const { rows } = await sql`select name from assay_migration`.execute(first?.db ?? never());
    expect(rows).toEqual([{ name: '0001-inbox' }]);
    for (const database of all) await database.close();
  });

  it('of a newer version is refused, and says what to do', async () => {
    const url = await server.create();
    const database = await openDatabase({ kind: 'postgres', url }, ignore);
    await sql`insert into assay_migration (name, timestamp) values ('9999-later', '2027-01-01')`.execute(
      database.db,
    );
    await database.close();
    const opening = openDatabase({ kind: 'postgres', url }, ignore);
    await expect(opening).rejects.toThrow(InputError);
    await expect(openDatabase({ kind: 'postgres', url }, ignore)).rejects.toThrow(
      'made by a newer version of the app',
    );
  });

  it('goes by the clock of the server, which all replicas share', async () => {
    const url = await server.create();
    const hour = 3_600_000;
    const fast = await openDatabase({ kind: 'postgres', url }, ignore, () => Date.now() + hour);
    const right = await openDatabase({ kind: 'postgres', url }, ignore);
    expect(Math.abs(fast.now() - right.now())).toBeLessThan(1_000);
    await fast.close();
    await right.close();
  });
});

function never(): never {
  throw new Error('There is none.');
}
