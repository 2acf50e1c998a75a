import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What differs between the engines: how a column counts by itself. */
export type Engine = 'sqlite' | 'postgres';

/** The first tables. A migration that has been released is never changed: the next one comes after it. */
export function inboxMigration(engine: Engine): Migration {
  return { up: async (db) => createTables(db as Kysely<unknown>, engine) };
}

async function createTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('assay_delivery')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('assay_delivery_received')
    .on('assay_delivery')
    .column('received_at')
    .execute();

  await schema
    .createTable('assay_inbox')
    .addColumn('seq', engine === 'sqlite' ? 'integer' : 'bigserial', (column) =>
      engine === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('installation', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('repo', 'text', (column) => column.notNull())
    .addColumn('default_branch', 'text', (column) => column.notNull())
    .addColumn('delivery', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('interruptions', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('lease_until', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('reason', 'text')
    .execute();
  // Each serves one question, over the few rows that it is about.
  for (const index of [
    sql`create index assay_inbox_next on assay_inbox (priority, turn, seq) where state = 'waiting'`,
    sql`create index assay_inbox_turn on assay_inbox (installation, turn) where state = 'waiting'`,
    sql`create index assay_inbox_front on assay_inbox (turn) where state = 'waiting'`,
    sql`create index assay_inbox_due on assay_inbox (due_at) where state = 'waiting'`,
    sql`create index assay_inbox_key on assay_inbox (key, seq) where state in ('waiting', 'running')`,
    // The last guard: whatever happens, no two jobs of one key run.
    sql`create unique index assay_inbox_one on assay_inbox (key) where state = 'running'`,
    sql`create index assay_inbox_lease on assay_inbox (lease_until) where state = 'running'`,
    sql`create index assay_inbox_dead on assay_inbox (finished_at) where state = 'dead'`,
    sql`create index assay_inbox_finished on assay_inbox (finished_at) where state in ('done', 'superseded')`,
  ]) {
    await index.execute(db);
  }

  await schema
    .createTable('assay_duty')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute();

  await schema
    .createTable('assay_limit')
    .addColumn('installation', 'bigint', (column) => column.primaryKey())
    .addColumn('content_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_until', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('assay_answer')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('etag', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('assay_answer_used').on('assay_answer').column('used_at').execute();
}
