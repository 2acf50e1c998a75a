import { randomUUID } from 'node:crypto';
import type { Database } from './open.ts';

/** Work that one of all processes does, now and then. */
export interface Duties {
  /** Frees what somebody was at: only right where this process is alone with the database, at its start. */
  recover(): Promise<void>;
  /**
   * Does the work when it was last done at least so long ago, and nobody is at it. `work` is given the note that was
   * left the last time, and gives the next. Gives whether it was done; throws what it throws, and it is tried again
   * after a while.
   */
  attempt(
    name: string,
    everyMs: number,
    work: (note: string | null) => Promise<string | null>,
  ): Promise<boolean>;
}

/** So long it is waited at least after a failure. */
const pauseMs = 30_000;

/**
 * The duties of those who share a database. Who shows no sign of life for `leaseMs` in the middle of one is taken for
 * gone.
 */
export function createDuties({ db, now }: Database, leaseMs: number): Duties {
  return {
    async recover() {
      await db.updateTable('assay_duty').set({ holder: null, lease_until: 0 }).execute();
    },
    async attempt(name, everyMs, work) {
      const holder = randomUUID();
      await db
        .insertInto('assay_duty')
        .values({ name, holder: null, lease_until: 0, done_at: 0, note: null })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const begun = now();
      const taken = await db
        .updateTable('assay_duty')
        .set({ holder, lease_until: begun + leaseMs })
        .where('name', '=', name)
        .where('lease_until', '<=', begun)
        .where('done_at', '<=', begun - everyMs)
        .returning('note')
        .executeTakeFirst();
      if (taken === undefined) return false;
      const end = async (change: {
        readonly lease_until: number;
        readonly done_at?: number;
        readonly note?: string | null;
      }): Promise<void> => {
        await db
          .updateTable('assay_duty')
          .set({ holder: null, ...change })
          .where('name', '=', name)
          .where('holder', '=', holder)
          .execute();
      };
      const extend = async (): Promise<void> => {
        await db
          .updateTable('assay_duty')
          .set({ lease_until: now() + leaseMs })
          .where('name', '=', name)
          .where('holder', '=', holder)
          .execute()
          // The next sign of life may come through.
          .catch(() => undefined);
      };
      const extending = setInterval(() => void extend(), leaseMs / 3);
      try {
        const note = await work(taken.note);
        await end({ lease_until: 0, done_at: begun, note });
        return true;
      } catch (error) {
        await end({ lease_until: now() + Math.max(pauseMs, everyMs) });
        throw error;
      } finally {
        clearInterval(extending);
      }
    },
  };
}
