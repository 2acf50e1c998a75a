import { randomUUID } from 'node:crypto';
import type { Database } from './open.ts';

/** Work that one of all processes does, now and then. */
export interface Duties {
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

/** So long the work may take before another is free to begin it. */
const leaseMs = 15 * 60_000;
const pauseMs = 30_000;

/** The duties of those who share a database. */
export function createDuties({ db, now }: Database): Duties {
  return {
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
      try {
        const note = await work(taken.note);
        await end({ lease_until: 0, done_at: begun, note });
        return true;
      } catch (error) {
        await end({ lease_until: now() + pauseMs });
        throw error;
      }
    },
  };
}
