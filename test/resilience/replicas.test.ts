import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../adapters/database/open.ts';
import { openInbox } from '../../adapters/inbox/store.ts';
import {
  hasPostgres,
  type PostgresServer,
  query,
  startPostgres,
} from '../adapters/database/postgres-server.ts';
import type { ReplicaOptions, Step } from './replica.ts';
import { say, sayFigure, scaled } from './scale.ts';
import { openWay } from './severable.ts';

const script = fileURLToPath(new URL('replica.ts', import.meta.url));
const leaseMs = 1_500;
const stepMs = 20;
const keys = 40;

async function end(all: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    all.map(async (child) => {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'exit');
    }),
  );
}

/** Resolves when every job is done, with how long that took. */
async function drained(url: string, total: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const [row] = await query(url, "select count(*)::int from assay_inbox where state = 'done'");
    if ((row as { readonly count: number }).count === total) return performance.now() - begun;
    if (performance.now() - begun > 120_000) throw new Error('They do not come to an end.');
    await pause(50);
  }
}

/** Within a key: each step was done, none beside another, and none before an earlier one. */
async function expectOrder(url: string, each: number): Promise<void> {
  const overlaps = await query(
    url,
    `select a.key, a.number, b.number from trial a join trial b on a.key = b.key and a.id < b.id
      and b.begun < a.ended`,
  );
  expect(overlaps).toEqual([]);
  const backward = await query(
    url,
    `select a.key, a.number, b.number from trial a join trial b
      on a.key = b.key and a.begun < b.begun and a.number > b.number`,
  );
  expect(backward).toEqual([]);
  const done = await query(url, 'select distinct key, number from trial where done');
  expect(done).toHaveLength(keys * each);
}

describe.skipIf(!hasPostgres)('replicas with one PostgreSQL', () => {
  let server: PostgresServer;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await server.close();
  });

  async function begin(
    options: Pick<ReplicaOptions, 'name' | 'url' | 'witness'>,
  ): Promise<ChildProcess> {
    const all: ReplicaOptions = { ...options, workers: 2, stepMs, leaseMs };
    const child = spawn(process.execPath, [script, JSON.stringify(all)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  /** A database with so many steps of each key, in the order of their numbers. */
  async function withSteps(each: number): Promise<string> {
    const url = await server.create();
    await query(
      url,
      `create table trial (id serial primary key, key text, number int, seq bigint, replica text,
        begun timestamptz, ended timestamptz, done boolean default false)`,
    );
    const database = await openDatabase({ kind: 'postgres', url }, () => undefined);
    const inbox = openInbox<Step>(database, { name: 'test', leaseMs }, () => null);
    for (let number = 0; number < each; number += 1) {
      await inbox.put(
        Array.from({ length: keys }, (_, key) => ({
          id: `${key} ${number}`,
          key: `pull ${key}`,
          installation: key % 3,
          owner: 'acme',
          repo: 'bikes',
          defaultBranch: 'main',
          priority: 'event' as const,
          delivery: null,
          task: { kind: 'step' as const, number },
        })),
      );
    }
    await database.close();
    return url;
  }

  it('do more the more they are, and keep the order of each pull request', async () => {
    const each = scaled(30, 10);
    const seconds = new Map<number, number>();
    for (const count of [1, 2, 4]) {
      const url = await withSteps(each);
      const all = await Promise.all(
        Array.from({ length: count }, (_, number) =>
          begin({ name: `replica ${number}`, url, witness: url }),
        ),
      );
      seconds.set(count, (await drained(url, keys * each)) / 1_000);
      await end(all);
      await expectOrder(url, each);
      const shares = await query(url, 'select distinct replica from trial');
      expect(shares).toHaveLength(count);
    }
    const rate = (count: number): number => (keys * each) / (seconds.get(count) ?? Infinity);
    say(
      `replicas: ${[1, 2, 4].map((count) => `${count}: ${rate(count).toFixed(0)} jobs/s`).join(', ')}`,
    );
    // How much more depends on the machine: all of them, the database and the test share it.
    sayFigure('replicas-2', rate(2) / rate(1), 'times one', { op: '>=', number: 1.3 });
    sayFigure('replicas-4', rate(4) / rate(2), 'times two', { op: '>=', number: 1.1 });
    expect(rate(2)).toBeGreaterThan(rate(1) * 1.3);
    expect(rate(4)).toBeGreaterThan(rate(2) * 1.1);
  }, 240_000);

  it('do without one that is cut off, which comes back', async () => {
    const each = scaled(60, 40);
    const url = await withSteps(each);
    const way = await openWay(server.port);
    const severed = new URL(url);
    severed.port = String(way.port);
    const all = await Promise.all([
      begin({ name: 'severed', url: severed.href, witness: url }),
      begin({ name: 'other', url, witness: url }),
    ]);
    await pause(800);
    way.cut();
    await pause(leaseMs * 2);
    const during = await query(url, "select max(id) as id from trial where replica = 'severed'");
    const before = (during[0] as { readonly id: number }).id;
    expect(before).toBeGreaterThan(0);
    way.restore();
    await drained(url, keys * each);
    await end(all);
    await way.close();
    await expectOrder(url, each);
    const after = await query(
      url,
      `select id from trial where replica = 'severed' and done and id > ${before}`,
    );
    expect(after.length).toBeGreaterThan(0);
  }, 120_000);
});
