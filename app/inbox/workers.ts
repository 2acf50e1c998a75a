import { InputError, RefusedError } from '../../core/errors.ts';
import type { Job } from '../jobs/job.ts';
import type { Claim, Inbox } from './inbox.ts';

/** Pauses before the second and each further attempt. */
const delaysMs = [1_000, 5_000, 30_000, 120_000] as const;
/** How soon a job whose time has not come is looked for again. */
const pollMs = 250;

/** Workers that take jobs from an inbox. */
export interface Workers {
  /** Tells that there may be something to do. */
  wake(): void;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Takes no more jobs, and resolves when those that run have ended. */
  stop(): Promise<void>;
}

/**
 * Starts up to `count` jobs at once. A job that throws is tried again later, and given up after five attempts;
 * `report` hears of each failure, and must not throw.
 */
export function startWorkers(
  inbox: Inbox,
  count: number,
  execute: (job: Job) => Promise<void>,
  report: (job: Job, error: unknown, final: boolean) => void | Promise<void>,
): Workers {
  const running = new Set<Promise<void>>();
  let stopped = false;
  let filling: Promise<void> | null = null;
  let again = false;

  const work = async (claim: Claim): Promise<void> => {
    try {
      await execute(claim.job);
      await inbox.complete(claim);
    } catch (error) {
      const delayMs = isFinal(error) ? undefined : delaysMs[claim.attempt - 1];
      await report(claim.job, error, delayMs === undefined);
      if (delayMs === undefined) await inbox.bury(claim, messageOf(error));
      else await inbox.retry(claim, delayMs);
    }
  };
  const next = async (): Promise<Claim | null> =>
    stopped || running.size >= count ? null : inbox.claim();
  const fill = async (): Promise<void> => {
    for (let claim = await next(); claim !== null; claim = await next()) {
      const job = work(claim).finally(() => {
        running.delete(job);
        wake();
      });
      running.add(job);
    }
  };
  const wake = (): void => {
    if (filling !== null) {
      again = true;
      return;
    }
    filling = fill().finally(() => {
      filling = null;
      if (!again) return;
      again = false;
      wake();
    });
  };
  const timer = setInterval(wake, pollMs);

  return {
    wake,
    async idle() {
      while ((await inbox.unfinished()) > 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.allSettled(running);
    },
  };
}

/** What another attempt can't mend. */
function isFinal(error: unknown): boolean {
  return error instanceof InputError || error instanceof RefusedError;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
