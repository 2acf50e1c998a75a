import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>;

/** By the clock. */
export const pauseByClock: Pause = async (milliseconds) => {
  await sleep(milliseconds);
};

const waitsMs = [500, 1_500, 4_500] as const;
/** A server that wants a longer rest is left alone: a job that is run again later costs less than one that waits. */
const longestWaitMs = 60_000;

/**
 * Does something up to four times, as long as `again` says of what went wrong that another try may help: after how long
 * at least, or null. Waits grow, and are never the same for two jobs that failed together.
 */
export async function retrying<Value>(
  pause: Pause,
  again: (error: unknown) => { readonly afterMs: number } | null,
  work: () => Promise<Value>,
): Promise<Value> {
  for (const waitMs of waitsMs) {
    try {
      return await work();
    } catch (error) {
      const next = again(error);
      if (next === null || next.afterMs > longestWaitMs) throw error;
      await pause(Math.max(next.afterMs, waitMs * (0.5 + Math.random())));
    }
  }
  return work();
}
