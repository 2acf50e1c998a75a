import { retrying } from '../../transfer/retry.ts';
import type { Client } from './client.ts';
import { PassingError } from './failure.ts';

/**
 * Does a step, and does it again while the server can't do it now. The step must be one that may be done twice: what
 * creates something looks first whether it is there, since an answer may be lost.
 */
export async function patiently<T>(client: Client, step: () => Promise<T>): Promise<T> {
  return retrying(
    client.pause,
    (error) => (error instanceof PassingError ? { afterMs: error.waitMs ?? 0 } : null),
    step,
  );
}
