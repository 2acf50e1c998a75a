import { InputError, RateLimitedError, RefusedError } from '../errors.ts';

/** Longest pauses before the second and each further attempt, in milliseconds. */
const pausesMs = [2_000, 10_000, 60_000, 240_000] as const;

/** So many may have gone away while they worked on a job before the job is suspected of it. */
export const mostInterruptions = 20;

/** What becomes of a job that failed. */
export type Fate =
  | { readonly kind: 'again'; readonly delayMs: number; readonly counts: boolean }
  | { readonly kind: 'given-up' };

/**
 * When a job that failed is tried again. Half of the pause is drawn by `random` (0 to 1), so that what failed together
 * doesn't come back together. A pause that GitHub asks for is kept and is no failed attempt; what another attempt can't
 * mend is given up at once.
 */
export function fateOf(error: unknown, attempts: number, now: number, random: number): Fate {
  if (error instanceof RateLimitedError) {
    const pauseMs = Math.max(0, error.until - now);
    return { kind: 'again', delayMs: pauseMs + random * jitterMs, counts: false };
  }
  if (error instanceof InputError || error instanceof RefusedError) return { kind: 'given-up' };
  const longest = pausesMs[attempts - 1];
  if (longest === undefined) return { kind: 'given-up' };
  return { kind: 'again', delayMs: (longest * (1 + random)) / 2, counts: true };
}

/** Jobs that wait for one moment are spread a little beyond it. */
const jitterMs = 1_000;
