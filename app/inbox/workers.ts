import type { Claim, DeadJob, Inbox } from '../../adapters/inbox/inbox.ts';
import { type Fate, fateOf } from '../../core/inbox/back-off.ts';
import { withoutQueries } from '../../core/text/without-queries.ts';

/** How soon a job whose time has come, or that another replica has stored, is seen. */
const pollMs = 250;
const tendMs = 1_000;
const settlePauseMs = 250;

/** How one attempt at a job ended. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly fate: Fate }
  /** The database gave it to another, or the process ends: somebody else does it. */
  | { readonly kind: 'left' };

/** What workers need. */
export interface WorkerOptions<Task> {
  readonly inbox: Inbox<Task>;
  /** Jobs at once; 0 for a process that only takes deliveries. */
  readonly count: number;
  /** How long a claim counts without a sign of life. */
  readonly leaseMs: number;
  /** How long jobs may go on when the process is to end, before they are handed back. */
  readonly graceMs: number;
  /** Does a job; stops soon after `signal` says so, by throwing. */
  readonly execute: (claim: Claim<Task>, signal: AbortSignal) => Promise<void>;
  /** Tells people that a job is given up. */
  readonly giveUp: (job: Pick<DeadJob<Task>, 'job'>, error: unknown) => Promise<void>;
  /** Hears how each attempt ended. */
  readonly ended: (claim: Claim<Task>, outcome: Outcome, durationMs: number) => void;
  /** Hears when the database or the telling of people fails. */
  readonly troubled: (what: string, error: unknown) => void;
  readonly now: () => number;
  readonly random: () => number;
}

/** Workers that take jobs from an inbox. */
export interface Workers {
  /** Tells that there may be something to do. */
  readonly wake: () => void;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Takes no more jobs; resolves when those that run have ended, or were handed back. */
  stop(): Promise<void>;
}

interface Running<Task> {
  readonly claim: Claim<Task>;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Starts up to `count` jobs at once, and keeps the claims of those that run. */
export function startWorkers<Task>(options: WorkerOptions<Task>): Workers {
  const { inbox, count, leaseMs, graceMs, troubled } = options;
  const running = new Set<Running<Task>>();
  let stopped = false;
  let extendedAt = options.now();

  // Said once when the database goes, and not at each of the questions that it does not answer.
  let gone = false;
  const unanswered = (what: string, error: unknown): void => {
    if (!gone) troubled(what, error);
    gone = true;
  };
  const fill = oneAtATime(async () => {
    const free = stopped ? 0 : count - running.size;
    if (free === 0) return;
    const claims = await inbox.claim(free);
    gone = false;
    for (const claim of claims) begin(claim);
  });
  const wake = (): void => {
    fill.run((error) => {
      unanswered('The inbox could not be asked for jobs', error);
    });
  };
  const begin = (claim: Claim<Task>): void => {
    const abort = new AbortController();
    const entry: Running<Task> = {
      claim,
      abort,
      ended: work(options, claim, abort.signal).then(() => {
        running.delete(entry);
        wake();
      }),
    };
    running.add(entry);
  };
  const leave = (entries: Iterable<Running<Task>>): void => {
    for (const { abort } of entries) abort.abort();
  };
  const extend = oneAtATime(async () => {
    if (running.size === 0) {
      extendedAt = options.now();
      return;
    }
    const held = [...running];
    const asked = options.now();
    const lost = new Set(await inbox.extend(held.map(({ claim }) => claim)));
    extendedAt = asked;
    leave(held.filter(({ claim }) => lost.has(claim)));
  });
  const keep = (): void => {
    extend.run((error) => {
      troubled('The claims could not be kept', error);
    });
    // Another may take them from now on; what goes on here would be done twice.
    if (options.now() - extendedAt > leaseMs * 0.9) leave(running);
  };
  const tend = oneAtATime(async () => {
    for (const dead of await inbox.tend()) {
      await options.giveUp(dead, new Error(dead.reason)).catch((error: unknown) => {
        troubled('Nobody could be told that a job was given up', error);
      });
    }
  });
  const timers =
    count === 0
      ? []
      : [
          setInterval(wake, pollMs),
          setInterval(keep, leaseMs / 4),
          setInterval(() => {
            tend.run((error) => {
              unanswered('The inbox could not be tended', error);
            });
          }, tendMs),
        ];
  // What waits since the process before.
  if (count > 0) wake();

  return {
    wake,
    async idle() {
      while ((await inbox.unfinished()) > 0) await pause(10);
    },
    async stop() {
      stopped = true;
      const [poll, ...others] = timers;
      clearInterval(poll);
      await fill.ended();
      const ends = Promise.all([...running].map(({ ended }) => ended));
      const grace = new AbortController();
      await Promise.race([ends, pause(graceMs, grace.signal)]);
      grace.abort();
      leave(running);
      await ends;
      for (const timer of others) clearInterval(timer);
      await Promise.all([extend.ended(), tend.ended()]);
    },
  };
}

/** Does a job once, and says to the inbox how it ended. */
async function work<Task>(
  options: WorkerOptions<Task>,
  claim: Claim<Task>,
  signal: AbortSignal,
): Promise<void> {
  const { inbox } = options;
  const begun = options.now();
  const outcome = await attempt(options, claim, signal);
  options.ended(claim, outcome, options.now() - begun);
  switch (outcome.kind) {
    case 'done':
      return settle(options, claim, signal, () => inbox.complete(claim));
    case 'left':
      return settle(options, claim, signal, () => inbox.handBack(claim));
    case 'failed': {
      const { error, fate } = outcome;
      const reason = reasonOf(error);
      if (fate.kind === 'again') {
        return settle(options, claim, signal, () => inbox.retry(claim, { ...fate, reason }));
      }
      try {
        await options.giveUp(claim, error);
      } catch (failure) {
        options.troubled('Nobody could be told that a job was given up', failure);
      }
      return settle(options, claim, signal, () => inbox.bury(claim, reason));
    }
    default:
      return outcome satisfies never;
  }
}

async function attempt<Task>(
  { execute, now, random }: WorkerOptions<Task>,
  claim: Claim<Task>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    await execute(claim, signal);
    return { kind: 'done' };
  } catch (error) {
    if (signal.aborted) return { kind: 'left' };
    return { kind: 'failed', error, fate: fateOf(error, claim.attempts, now(), random()) };
  }
}

/** Writes down how a job ended; while the database is gone, for as long as the claim may still be ours. */
async function settle<Task>(
  { leaseMs, now, troubled }: WorkerOptions<Task>,
  { job }: Claim<Task>,
  signal: AbortSignal,
  write: () => Promise<boolean>,
): Promise<void> {
  const until = now() + leaseMs;
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      // It is done again, which leaves the same.
      if (signal.aborted || now() > until) {
        troubled(`It could not be written down how ${job.id} ended`, error);
        return;
      }
      await pause(settlePauseMs);
    }
  }
}

/** What is kept with a failed job, for whoever runs the app: addresses may be signed, so they are cut. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  // A database refuses what no page could show.
  return withoutQueries(text)
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .slice(0, 2_000);
}

/** Runs `work` once at a time; asked while it runs, it runs once more. */
function oneAtATime(work: () => Promise<void>): {
  run(failed: (error: unknown) => void): void;
  readonly ended: () => Promise<void>;
} {
  let current: Promise<void> | null = null;
  let again = false;
  const run = (failed: (error: unknown) => void): void => {
    if (current !== null) {
      again = true;
      return;
    }
    current = work()
      .catch(failed)
      .then(() => {
        current = null;
        if (!again) return;
        again = false;
        run(failed);
      });
  };
  return {
    run,
    ended: async () => current ?? undefined,
  };
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
