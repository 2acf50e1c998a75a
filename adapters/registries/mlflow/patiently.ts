import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from './client.ts';
import { PassingError } from './failure.ts';

const longestWaitMs = 60_000;

/**
 * Does a step, and does it again while the server can't do it now. The step must be one that may be done twice: what
 * creates something looks first whether it is there, since an answer may be lost.
 */
export async function patiently<T>(client: Client, step: () => Promise<T>): Promise<T> {
  for (const pause of client.patience.waits) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      if ((error.waitMs ?? 0) > longestWaitMs) throw error;
      // Half of it by chance, so that those who failed together don't come back together.
      await wait(Math.max(error.waitMs ?? 0, (pause * (1 + Math.random())) / 2));
    }
  }
  return step();
}
