/**
 * A replica that does steps: `node replica.ts <options as JSON>`. Each step is written down with its beginning and its
 * end, by the database's clock. Says `ready` when it begins; the end of its input stops it.
 */
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../../adapters/database/open.ts';
import { openInbox } from '../../adapters/inbox/store.ts';
import { startWorkers } from '../../app/inbox/workers.ts';

/** What a replica is told. */
export interface ReplicaOptions {
  readonly name: string;
  /** The address that it reaches the database by. */
  readonly url: string;
  /** An address that is never cut off, to write down what it does. */
  readonly witness: string;
  readonly workers: number;
  readonly stepMs: number;
  readonly leaseMs: number;
}

/** A step of a key's work. */
export interface Step {
  readonly kind: 'step';
  readonly number: number;
}

const [, , json = ''] = process.argv;
// The test has written it.
const { name, url, witness, workers: count, stepMs, leaseMs } = JSON.parse(json) as ReplicaOptions;
const database = await openDatabase({ kind: 'postgres', url }, () => undefined);
const notes = await openDatabase({ kind: 'postgres', url: witness }, () => undefined);
const inbox = openInbox<Step>(database, { name, leaseMs }, () => null);
const workers = startWorkers<Step>({
  inbox,
  count,
  leaseMs,
  graceMs: 1_000,
  async execute({ job, seq }, signal) {
    const { rows } = await sql<{ id: number }>`
      insert into trial (key, number, seq, replica, begun)
      values (${job.key}, ${job.task.number}, ${seq}, ${name}, clock_timestamp()) returning id`.execute(
      notes.db,
    );
    const id = rows[0]?.id ?? 0;
    try {
      await pause(stepMs, undefined, { signal });
      await sql`update trial set done = true where id = ${id}`.execute(notes.db);
    } finally {
      await sql`update trial set ended = clock_timestamp() where id = ${id}`.execute(notes.db);
    }
  },
  giveUp: () => Promise.resolve(),
  ended: () => undefined,
  troubled: () => undefined,
  now: database.now,
  random: Math.random,
});
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) if (line === 'stop') break;
await workers.stop();
await database.close();
await notes.close();
