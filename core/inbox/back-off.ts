import { InputError, RateLimitedError, RefusedError, UnavailableError } from '../errors.ts';

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
 * mend is given up at once, and what goes wrong otherwise after five attempts. While GitHub is down it is tried for hours.
 */
export function fateOf(error: unknown, attempts: number, now: number, random: number): Fate {
  if (error instanceof RateLimitedError) {
    const pauseMs = Math.max(0, error.until - now);
    return { kind: 'again', delayMs: pauseMs + random * jitterMs, counts: false };
  }
  if (error instanceof InputError || error instanceof RefusedError) return { kind: 'given-up' };
  const most = isOutage(error) ? mostInOutage : pausesMs.length;
  if (attempts > most) return { kind: 'given-up' };
  const longest = pausesMs[Math.min(attempts, pausesMs.length) - 1] ?? 0;
  return { kind: 'again', delayMs: (longest * (1 + random)) / 2, counts: true };
}

/** While GitHub is down a job is tried for some hours: nobody could be told, and it is not the job's fault. */
const mostInOutage = 60;

/** Whether it was GitHub that failed: an error of the server, no answer, no connection. */
function isOutage(error: unknown): boolean {
  if (error instanceof UnavailableError) return true;
  const { status } = error as { readonly status?: unknown };
  return typeof status === 'number' && status >= 500;
}

/** Jobs that wait for one moment are spread a little beyond it. */
const jitterMs = 1_000;
