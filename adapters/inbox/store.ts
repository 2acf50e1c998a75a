import { sql } from 'kysely';
import { mostInterruptions } from '../../core/inbox/back-off.ts';
import type { Absorb } from '../../core/inbox/supersede.ts';
import type { Database } from '../database/open.ts';
import type { JobState } from '../database/tables.ts';
import { claimJobs, type Holder, supersedeDelayed } from './claim.ts';
import { isDead, isPending, isRunning, isWaiting } from './conditions.ts';
import type { Claim, DeadJob, Inbox, InboxState } from './inbox.ts';
import { deadJobOf, type InboxRow, jobOf } from './rows.ts';
import { parcelStore } from './take.ts';

/** Of what ended, so many rows are forgotten at once, so that nobody waits for it. */
const mostPruned = 2_000;
const mostAsked = 500;
const mostPut = 100;
/** What was given up is kept for a person to see; after so long nobody will. */
const deadDays = 30;
const dayMs = 24 * 60 * 60_000;

const interrupted =
  'Whoever worked on it went away each time: the process was ended, or the job ends it.';

/**
 * The inbox in a database. `holder` tells this process from others, and from itself before a restart; `absorb` says
 * which waiting job a later one makes pointless.
 */
export function openInbox<Task extends { readonly kind: string }>(
  database: Database,
  holder: Holder,
  absorb: Absorb<Task>,
): Inbox<Task> {
  const { db } = database;
  const store = parcelStore<Task>(database);
  /** Changes a job that we hold; false when we no longer do. */
  const end = async (
    { seq, holder: name }: Claim<Task>,
    change: Partial<InboxRow> & { readonly state: JobState },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('assay_inbox')
      .set({ lease_until: null, holder: null, ...change })
      .where('seq', '=', seq)
      .where('holder', '=', name)
      .where(isRunning)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  return {
    take: (delivery, jobs) => store({ delivery, jobs }),
    async put(jobs) {
      for (let start = 0; start < jobs.length; start += mostPut) {
        await store({ delivery: null, jobs: jobs.slice(start, start + mostPut) });
      }
    },
    async knownDeliveries(ids) {
      const known = new Set<string>();
      for (let start = 0; start < ids.length; start += mostAsked) {
        const rows = await db
          .selectFrom('assay_delivery')
          .select('id')
          .where('id', 'in', ids.slice(start, start + mostAsked))
          .execute();
        for (const { id } of rows) known.add(id);
      }
      return known;
    },
    claim: (most) => claimJobs(database, holder, absorb, most),
    async extend(claims) {
      if (claims.length === 0) return [];
      const held = await db
        .updateTable('assay_inbox')
        .set({ lease_until: database.now() + holder.leaseMs })
        .where(
          'holder',
          'in',
          claims.map((claim) => claim.holder),
        )
        .where(isRunning)
        .returning('holder')
        .execute();
      const ours = new Set(held.map((row) => row.holder));
      return claims.filter((claim) => !ours.has(claim.holder));
    },
    complete: (claim) => end(claim, { state: 'done', finished_at: database.now(), reason: null }),
    retry: (claim, { delayMs, counts, reason }) =>
      end(claim, {
        state: 'waiting',
        due_at: Math.round(database.now() + delayMs),
        attempts: claim.attempts - (counts ? 0 : 1),
        reason,
      }),
    handBack: (claim) =>
      end(claim, { state: 'waiting', due_at: database.now(), attempts: claim.attempts - 1 }),
    bury: (claim, reason) => end(claim, { state: 'dead', finished_at: database.now(), reason }),
    recover: () => putBackLost(database, Number.MAX_SAFE_INTEGER),
    tend: () => tend(database, absorb),
    async dead(most) {
      const rows = await db
        .selectFrom('assay_inbox')
        .selectAll()
        .where(isDead)
        .orderBy('finished_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => deadJobOf<Task>(row));
    },
    replay: (id) => replay(database, id),
    replayAll: () => replay(database, null),
    state: () => stateOf(database),
    async pending(most) {
      const rows = await db
        .selectFrom('assay_inbox')
        .selectAll()
        .where(isPending)
        .orderBy('seq')
        .limit(most)
        .execute();
      return rows.map((row) => jobOf<Task>(row));
    },
    async unfinished() {
      const row = await db
        .selectFrom('assay_inbox')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(isPending)
        .executeTakeFirstOrThrow();
      return row.count;
    },
    prune: (before) => prune(database, before),
  };
}

async function replay({ db, now }: Database, id: string | null): Promise<number> {
  const again = {
    state: 'waiting',
    attempts: 0,
    interruptions: 0,
    due_at: now(),
    finished_at: null,
  } as const;
  const query = db.updateTable('assay_inbox').set(again).where(isDead);
  const one = id === null ? query : query.where('id', '=', id);
  const { numUpdatedRows } = await one.executeTakeFirst();
  return Number(numUpdatedRows);
}

async function tend<Task>(
  database: Database,
  absorb: Absorb<Task>,
): Promise<readonly DeadJob<Task>[]> {
  const { db } = database;
  const now = database.now();
  await putBackLost(database, now);
  await supersedeDelayed(database, absorb);
  const rows = await db
    .updateTable('assay_inbox')
    .set({ state: 'dead', finished_at: now, reason: interrupted })
    .where(isWaiting)
    .where('interruptions', '>=', mostInterruptions)
    .returningAll()
    .execute();
  return rows.map((row) => deadJobOf<Task>(row));
}

/** Puts back what runs with a claim that has ended before a moment. It is not the job's fault: begun is not tried. */
async function putBackLost({ db, now }: Database, before: number): Promise<void> {
  await db
    .updateTable('assay_inbox')
    .set((row) => ({
      state: 'waiting',
      attempts: row('attempts', '-', 1),
      interruptions: row('interruptions', '+', 1),
      holder: null,
      lease_until: null,
      due_at: now(),
    }))
    .where(isRunning)
    .where('lease_until', '<', before)
    .execute();
}

async function stateOf({ db, now }: Database): Promise<InboxState> {
  const rows = await db
    .selectFrom('assay_inbox')
    .select(({ fn }) => [
      'kind',
      'state',
      fn.countAll<number>().as('count'),
      fn.min<number>('due_at').as('due_at'),
    ])
    .where(isPending)
    .groupBy(['kind', 'state'])
    .execute();
  const dead = await db
    .selectFrom('assay_inbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isDead)
    .executeTakeFirstOrThrow();
  const byKind = new Map<string, { waiting: number; running: number }>();
  const total = { waiting: 0, running: 0 };
  let oldest = Number.POSITIVE_INFINITY;
  for (const { kind, state, count, due_at: due } of rows) {
    const name = state === 'running' ? 'running' : 'waiting';
    const counted = byKind.get(kind) ?? { waiting: 0, running: 0 };
    byKind.set(kind, { ...counted, [name]: count });
    total[name] += count;
    if (name === 'waiting') oldest = Math.min(oldest, due);
  }
  const oldestDueMs = Number.isFinite(oldest) ? Math.max(0, now() - oldest) : 0;
  return { ...total, dead: dead.count, byKind, oldestDueMs };
}

async function prune({ db, now }: Database, before: number): Promise<number> {
  const { numDeletedRows: dead } = await db
    .deleteFrom('assay_inbox')
    .where(isDead)
    .where('finished_at', '<', now() - deadDays * dayMs)
    .executeTakeFirst();
  let pruned = Number(dead);
  for (;;) {
    const { numDeletedRows: ended } = await db
      .deleteFrom('assay_inbox')
      .where('seq', 'in', (inner) =>
        inner
          .selectFrom('assay_inbox')
          .select('seq')
          .where(sql<boolean>`state in ('done', 'superseded')`)
          .where('finished_at', '<', before)
          .limit(mostPruned),
      )
      .executeTakeFirst();
    const { numDeletedRows: deliveries } = await db
      .deleteFrom('assay_delivery')
      .where('id', 'in', (inner) =>
        inner
          .selectFrom('assay_delivery')
          .select('id')
          .where('received_at', '<', before)
          .limit(mostPruned),
      )
      .executeTakeFirst();
    pruned += Number(ended + deliveries);
    if (ended < mostPruned && deliveries < mostPruned) return pruned;
  }
}
