import { type Kysely, type Transaction, sql } from 'kysely';
import { type Delivery, type Job, priorities } from '../../core/inbox/job.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { isWaiting } from './conditions.ts';
import { keyOf, rowOf } from './rows.ts';

/** Something to be stored, all or nothing. */
export interface Parcel<Task> {
  readonly delivery: Delivery | null;
  readonly jobs: readonly Job<Task>[];
}

/** So many are stored at once: each takes one place in a statement, which has room for some thousands. */
const mostAtOnce = 100;
const postgresLanes = 3;

/**
 * Stores parcels: those that come while a transaction is on its way go together in the next one, since a transaction
 * takes about as long for a hundred as for one.
 */
export function parcelStore<Task extends { readonly kind: string }>(
  database: Database,
): (parcel: Parcel<Task>) => Promise<'new' | 'known'> {
  // A server does several at once; a file has one writer.
  const lanes = database.engine === 'postgres' ? postgresLanes : 1;
  const queue: {
    readonly parcel: Parcel<Task>;
    readonly resolve: (outcome: 'new' | 'known') => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  let working = 0;
  const work = async (): Promise<void> => {
    // What else arrives in this turn of the loop comes along.
    await new Promise(setImmediate);
    while (queue.length > 0) {
      const batch = queue.splice(0, mostAtOnce);
      try {
        const known = await storeAll(
          database,
          batch.map(({ parcel }) => parcel),
        );
        for (const { parcel, resolve } of batch) {
          resolve(parcel.delivery !== null && known.has(parcel.delivery.id) ? 'known' : 'new');
        }
      } catch (error) {
        // What is wrong with one must not keep the others out.
        if (batch.length === 1) batch[0]?.reject(error);
        else await oneByOne(database, batch);
      }
    }
    working -= 1;
  };
  return (parcel) =>
    new Promise((resolve, reject) => {
      queue.push({ parcel, resolve, reject });
      if (working >= lanes) return;
      working += 1;
      void work();
    });
}

async function oneByOne<Task extends { readonly kind: string }>(
  database: Database,
  batch: readonly {
    readonly parcel: Parcel<Task>;
    readonly resolve: (outcome: 'new' | 'known') => void;
    readonly reject: (error: unknown) => void;
  }[],
): Promise<void> {
  let failures = 0;
  for (const { parcel, resolve, reject } of batch) {
    try {
      // The database is gone, and each would wait for it.
      if (failures >= 2) throw new Error('The database does not answer.');
      const known = await storeAll(database, [parcel]);
      resolve(known.size > 0 ? 'known' : 'new');
    } catch (error) {
      failures += 1;
      reject(error);
    }
  }
}

/** Stores parcels in one transaction; gives the ids of the deliveries that were there already. */
async function storeAll<Task extends { readonly kind: string }>(
  database: Database,
  parcels: readonly Parcel<Task>[],
): Promise<ReadonlySet<string>> {
  const now = database.now();
  return database.db.transaction().execute(async (tx) => {
    const deliveries = new Map<string, Delivery>();
    const repeated = new Set<string>();
    for (const { delivery } of parcels) {
      if (delivery === null) continue;
      if (deliveries.has(delivery.id)) repeated.add(delivery.id);
      else deliveries.set(delivery.id, delivery);
    }
    const known = await storeDeliveries(tx, [...deliveries.values()], now);
    await storeJobs(
      tx,
      parcels.flatMap(({ jobs }) => jobs),
      now,
    );
    return new Set([...known, ...repeated]);
  });
}

async function storeDeliveries(
  tx: Transaction<Tables>,
  deliveries: readonly Delivery[],
  now: number,
): Promise<readonly string[]> {
  if (deliveries.length === 0) return [];
  const stored = await tx
    .insertInto('assay_delivery')
    .values(deliveries.map(({ id, event }) => ({ id, event, received_at: now })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  const fresh = new Set(stored.map(({ id }) => id));
  return deliveries.map(({ id }) => id).filter((id) => !fresh.has(id));
}

async function storeJobs<Task extends { readonly kind: string }>(
  tx: Transaction<Tables>,
  all: readonly Job<Task>[],
  now: number,
): Promise<void> {
  // The first of an id counts, as it would if they came one after the other.
  const jobs = [...new Map(all.toReversed().map((job) => [job.id, job])).values()].toReversed();
  if (jobs.length === 0) return;
  const turns = await turnsOf(tx, jobs, now);
  const rows = jobs.map((job, index) => rowOf(job, turns[index] ?? 0, now));
  const asked = rows.filter(({ delivery }) => delivery !== null);
  const found = rows.filter(({ delivery }) => delivery === null);
  if (asked.length > 0) {
    await tx
      .insertInto('assay_inbox')
      .values(asked)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ state: 'waiting', attempts: 0, interruptions: 0, due_at: now })
          .where(sql<boolean>`assay_inbox.state = 'dead'`),
      )
      .execute();
  }
  // What the app asks of itself does not bring back what was given up: that is for a person, or for GitHub.
  if (found.length > 0) {
    await tx
      .insertInto('assay_inbox')
      .values(found)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  // What a person's command has to wait for is as urgent as the command, and waits for no pause of its own.
  const urgent = jobs.filter(({ priority }) => priority === 'person').map(keyOf);
  if (urgent.length === 0) return;
  await tx
    .updateTable('assay_inbox')
    .set((row) => ({
      priority: priorities.person,
      due_at: row.case().when('due_at', '>', now).then(now).else(row.ref('due_at')).end(),
    }))
    .where('key', 'in', urgent)
    .where(isWaiting)
    .execute();
}

/**
 * A turn for each job: one more than the last of its installation that waits, and not before those that are served now.
 * So an installation that sends thousands of deliveries waits for itself, and others pass between them (start-time fair
 * queueing, Goyal, Vin and Cheng 1996, with every job of the same length).
 */
async function turnsOf(
  db: Kysely<Tables>,
  jobs: readonly { readonly installation: number }[],
  now: number,
): Promise<readonly number[]> {
  const installations = [...new Set(jobs.map(({ installation }) => installation))];
  // One question, since each is a way to the server and back. One that waits for its pause is not served, and holds no
  // place in front.
  const front = db
    .selectFrom('assay_inbox')
    .select((row) => [row.lit(-1).as('installation'), row.fn.min<number>('turn').as('turn')])
    .where(isWaiting)
    .where('due_at', '<=', now);
  const found = await db
    .selectFrom('assay_inbox')
    .select(({ fn }) => ['installation', fn.max<number>('turn').as('turn')])
    .where('installation', 'in', installations)
    .where(isWaiting)
    .groupBy('installation')
    .unionAll(front)
    .execute();
  const lasts = new Map(found.map(({ installation, turn }) => [installation, turn]));
  // Null where nothing waits.
  const first: number | null = lasts.get(-1) ?? null;
  return jobs.map(({ installation }) => {
    const turn = Math.max((lasts.get(installation) ?? 0) + 1, first ?? 1);
    lasts.set(installation, turn);
    return turn;
  });
}
