import type { Duties } from '../../adapters/database/duties.ts';
import { rememberedMs } from '../../core/inbox/remembered.ts';
import { askAgain } from './ask-again.ts';
import { catchUp } from './catch-up.ts';
import type { UpkeepContext } from './context.ts';

/** How often each thing is done. */
export interface UpkeepTimes {
  /** Failed deliveries are asked for again; default: 5 min. */
  readonly askAgainMs: number;
  /** What no delivery told of is looked for; default: 10 min. */
  readonly catchUpMs: number;
  /** What ended days ago is forgotten; default: 1 h. */
  readonly pruneMs: number;
  /** What happened less long ago may still be told by a delivery, and is not looked for; default: 2 min. */
  readonly quietMs: number;
}

export const usualUpkeepTimes: UpkeepTimes = {
  askAgainMs: 5 * 60_000,
  catchUpMs: 10 * 60_000,
  pruneMs: 60 * 60_000,
  quietMs: 2 * 60_000,
};

const longestTickMs = 10_000;

/** What is done beside the jobs. */
export interface Upkeep {
  /** Does everything now. Throws what goes wrong. */
  now(): Promise<void>;
  /** Resolves when what is going on has ended. */
  stop(): Promise<void>;
}

/** Does at the start, and now and then, what no delivery asks for; of several replicas one does. */
export function startUpkeep(
  context: UpkeepContext,
  duties: Duties,
  times: UpkeepTimes | null,
): Upkeep {
  const { inbox, now, troubled } = context;
  let first = true;
  const tasks = [
    {
      name: 'ask-again',
      everyMs: times?.askAgainMs,
      trouble: 'Failed deliveries could not be asked for again',
      work: (note: string | null) =>
        askAgain(context, note, {
          firstPauseMs: times?.askAgainMs ?? usualUpkeepTimes.askAgainMs,
          atStart: first,
        }),
    },
    {
      name: 'catch-up',
      everyMs: times?.catchUpMs,
      trouble: 'It could not be looked for what no delivery told of',
      work: (note: string | null) => catchUp(context, note),
    },
    {
      name: 'prune',
      everyMs: times?.pruneMs,
      trouble: 'What ended days ago could not be forgotten',
      work: async (note: string | null) => {
        await inbox.prune(now() - rememberedMs);
        return note;
      },
    },
  ] as const;
  let current: Promise<void> | null = null;
  const tick = async (): Promise<void> => {
    for (const { name, everyMs = 0, work, trouble } of tasks) {
      if (context.signal.aborted) return;
      try {
        // At the start: nobody knows for how long nobody was there.
        await duties.attempt(name, first ? 0 : everyMs, work);
      } catch (error) {
        if (!context.signal.aborted) troubled(trouble, error);
      }
    }
    first = false;
  };
  const run = (): void => {
    current ??= tick().finally(() => {
      current = null;
    });
  };
  const shortest = Math.min(longestTickMs, ...tasks.map(({ everyMs = longestTickMs }) => everyMs));
  const timer = times === null ? null : setInterval(run, shortest);
  if (times !== null) run();
  return {
    async now() {
      for (const { name, work } of tasks) await duties.attempt(name, 0, work);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await current;
    },
  };
}
