import { randomUUID } from 'node:crypto';
import { type Kysely, type Transaction, sql } from 'kysely';
import { type Absorb, type Remaining, supersede } from '../../core/inbox/supersede.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { isWaiting } from './conditions.ts';
import type { Claim } from './inbox.ts';
import { type InboxRow, jobOf } from './rows.ts';

/** Who claims, and for how long it counts without a sign of life. */
export interface Holder {
  /** Of one start of one process. */
  readonly name: string;
  readonly leaseMs: number;
}

/** Two claimed a key at one moment, and the other was first: nothing has happened, and the next claim sees it. */
const uniqueViolation = '23505';
const mostDelayed = 100;

/** A job that waits, and its row. */
interface Waiting<Task> {
  readonly row: InboxRow;
  readonly task: Task;
}

/** Hands out up to so many jobs: of each key the earliest, and only where nothing of the key runs. */
export async function claimJobs<Task>(
  database: Database,
  holder: Holder,
  absorb: Absorb<Task>,
  most: number,
): Promise<readonly Claim<Task>[]> {
  try {
    return await claimOnce(database, holder, absorb, most);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === uniqueViolation) return [];
    throw error;
  }
}

async function claimOnce<Task>(
  database: Database,
  { name, leaseMs }: Holder,
  absorb: Absorb<Task>,
  most: number,
): Promise<readonly Claim<Task>[]> {
  const now = database.now();
  return database.db.transaction().execute(async (tx) => {
    const heads = await dueHeads(database, tx, now, most);
    if (heads.length === 0) return [];
    const followers = await followersOf(database, tx, heads);
    const claims: Claim<Task>[] = [];
    for (const head of heads) {
      const { kept, superseded } = superseding(head, followers, absorb);
      const [first] = kept;
      if (first === undefined) continue;
      await endSuperseded(tx, superseded, now);
      await keepTasks(tx, kept);
      // Each claim is another holder: one that was lost and taken again by the same process is not the one before.
      const holder = `${name} ${randomUUID()}`;
      await start(tx, first.row.seq, { holder, until: now + leaseMs, now });
      claims.push({
        job: { ...jobOf<Task>(first.row), task: first.task },
        seq: first.row.seq,
        holder,
        attempts: first.row.attempts + 1,
        superseded: superseded.length,
        waitedMs: Math.max(0, now - head.created_at),
      });
    }
    return claims;
  });
}

/**
 * Ends what waits for its pause after a failure, and what a later job has made pointless meanwhile: the later one is
 * not to wait for that pause.
 */
export async function supersedeDelayed<Task>(
  database: Database,
  absorb: Absorb<Task>,
): Promise<void> {
  const now = database.now();
  await database.db.transaction().execute(async (tx) => {
    const delayed = await tx
      .selectFrom('assay_inbox')
      .selectAll()
      .where(isWaiting)
      .where('due_at', '>', now)
      .where(
        sql<boolean>`exists (select 1 from assay_inbox as later where later.key = assay_inbox.key
          and later.kind = assay_inbox.kind and later.seq > assay_inbox.seq
          and later.state = 'waiting')`,
      )
      .limit(mostDelayed)
      .$if(database.engine === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute();
    if (delayed.length === 0) return;
    const followers = await followersOf(database, tx, delayed);
    for (const head of delayed) {
      const { kept, superseded } = superseding(head, followers, absorb);
      // Only what the one that waits is replaced by: the others are looked at when they are claimed.
      if (!superseded.some(({ row }) => row.seq === head.seq)) continue;
      await endSuperseded(tx, superseded, now);
      await keepTasks(tx, kept);
    }
  });
}

/** What is left of a key's queue. */
function superseding<Task>(
  head: InboxRow,
  followers: readonly InboxRow[],
  absorb: Absorb<Task>,
): Remaining<Waiting<Task>> {
  const queue = [head, ...followers.filter(({ key, seq }) => key === head.key && seq > head.seq)];
  // We have written it.
  return supersede<Task, Waiting<Task>>(
    queue.map((row) => ({ row, task: JSON.parse(row.task) as Task })),
    absorb,
  );
}

async function dueHeads(
  { engine }: Database,
  tx: Transaction<Tables>,
  now: number,
  most: number,
): Promise<readonly InboxRow[]> {
  return tx
    .selectFrom('assay_inbox')
    .selectAll()
    .where(isWaiting)
    .where('due_at', '<=', now)
    .where(
      sql<boolean>`not exists (select 1 from assay_inbox as other where other.key = assay_inbox.key
        and other.state in ('waiting', 'running')
        and (other.seq < assay_inbox.seq or other.state = 'running'))`,
    )
    .orderBy('priority')
    .orderBy('turn')
    .orderBy('seq')
    .limit(most)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
}

/** What waits behind the heads of the keys, in the order of arrival. */
async function followersOf(
  { engine }: Database,
  tx: Transaction<Tables>,
  heads: readonly InboxRow[],
): Promise<readonly InboxRow[]> {
  const seqs = new Set(heads.map(({ seq }) => seq));
  const rows = await tx
    .selectFrom('assay_inbox')
    .selectAll()
    .where(
      'key',
      'in',
      heads.map(({ key }) => key),
    )
    .where(isWaiting)
    .orderBy('seq')
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .execute();
  return rows.filter(({ seq }) => !seqs.has(seq));
}

async function endSuperseded(
  tx: Kysely<Tables>,
  superseded: readonly Waiting<unknown>[],
  now: number,
): Promise<void> {
  if (superseded.length === 0) return;
  await tx
    .updateTable('assay_inbox')
    .set({ state: 'superseded', finished_at: now })
    .where(
      'seq',
      'in',
      superseded.map(({ row }) => row.seq),
    )
    .execute();
}

/** What a job has taken over from earlier ones stays with it. */
async function keepTasks<Task>(tx: Kysely<Tables>, kept: readonly Waiting<Task>[]): Promise<void> {
  for (const { row, task } of kept) {
    const text = JSON.stringify(task);
    if (text === row.task) continue;
    await tx.updateTable('assay_inbox').set({ task: text }).where('seq', '=', row.seq).execute();
  }
}

async function start(
  tx: Kysely<Tables>,
  seq: number,
  { holder, until, now }: { readonly holder: string; readonly until: number; readonly now: number },
): Promise<void> {
  await tx
    .updateTable('assay_inbox')
    .set((row) => ({
      state: 'running',
      attempts: row('attempts', '+', 1),
      holder,
      lease_until: until,
      started_at: now,
    }))
    .where('seq', '=', seq)
    .execute();
}
