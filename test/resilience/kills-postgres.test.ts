import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasPostgres,
  type PostgresServer,
  startPostgres,
} from '../adapters/database/postgres-server.ts';
import { killTrial } from './kills.ts';
import { say, sayFigure, scaled } from './scale.ts';

describe.skipIf(!hasPostgres)('an app with PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
  });
  afterAll(async () => server.close());

  it('and two replicas that are killed at any moment loses nothing and does nothing twice', async () => {
    const rounds = scaled(100, 3);
    const store = { kind: 'postgres', url: await server.create() } as const;
    const { kills, deliveries } = await killTrial(store, { rounds, seed: 2, replicas: 2 });
    expect(kills).toBe(rounds * 2);
    sayFigure('kills-postgres', kills, 'kills, nothing lost or twice', {
      op: '>=',
      number: rounds,
    });
    say(`kills-postgres: ${kills} kills, ${deliveries} deliveries taken, none lost`);
  }, 400_000);
});
