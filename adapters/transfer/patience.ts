import { UnavailableError } from '../../core/errors.ts';
import { type Pause, pauseByClock, retrying } from './retry.ts';

/** How long is waited for what; in milliseconds. */
export interface Patience {
  /** Nothing moves on the connection for so long: the request has failed. */
  readonly idleMs: number;
  /** The same for an upload: a registry may look through all of it before it answers. */
  readonly uploadIdleMs: number;
  /** Between two tries. */
  readonly pause: Pause;
}

export const usualPatience: Patience = {
  idleMs: 60_000,
  uploadIdleMs: 300_000,
  pause: pauseByClock,
};

/** What may be over when it is tried again, and is told to people if it isn't. */
export class PassingTrouble extends UnavailableError {
  /** How long the registry wants to be left alone. */
  readonly afterMs: number;

  constructor(
    code: string,
    message: string,
    { afterMs = 0, cause }: { readonly afterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(code, message, { cause });
    this.afterMs = afterMs;
  }
}

/** Does something, again after a pause while there is passing trouble; a few times. */
export function persist<Value>({ pause }: Patience, attempt: () => Promise<Value>): Promise<Value> {
  return retrying(pause, (error) => (error instanceof PassingTrouble ? error : null), attempt);
}
