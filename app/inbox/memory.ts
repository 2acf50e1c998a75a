import type { Job } from '../jobs/job.ts';
import type { DeadJob, Inbox } from './inbox.ts';

interface Entry {
  readonly job: Job;
  attempts: number;
  dueAt: number;
  running: boolean;
}

/** Ids are remembered so long that a redelivered webhook is known. */
const mostKnownIds = 50_000;

/** An inbox in memory: what is in it goes with the process. `now` gives milliseconds. */
export function memoryInbox(now: () => number): Inbox {
  const waiting: Entry[] = [];
  const dead: DeadJob[] = [];
  const known = new Set<string>();
  const take = (id: string): Entry | undefined => {
    const index = waiting.findIndex(({ job }) => job.id === id);
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };
  const add = (job: Job): void => {
    waiting.push({ job, attempts: 0, dueAt: 0, running: false });
  };
  const replay = (id: string): Promise<boolean> => {
    const index = dead.findIndex(({ job }) => job.id === id);
    const [found] = index < 0 ? [] : dead.splice(index, 1);
    if (found !== undefined) add(found.job);
    return Promise.resolve(found !== undefined);
  };
  return {
    put(job) {
      // A redelivery has the id of the delivery: it is how a person puts a dead job back.
      if (known.has(job.id)) return replay(job.id);
      known.add(job.id);
      const [oldest] = known;
      if (known.size > mostKnownIds && oldest !== undefined) known.delete(oldest);
      add(job);
      return Promise.resolve(true);
    },
    claim() {
      const keys = new Set<string>();
      for (const entry of waiting) {
        const key = `${entry.job.owner}/${entry.job.repo} ${entry.job.key}`;
        const first = !keys.has(key);
        keys.add(key);
        if (!first || entry.running || entry.dueAt > now()) continue;
        entry.running = true;
        entry.attempts += 1;
        return Promise.resolve({ job: entry.job, attempt: entry.attempts });
      }
      return Promise.resolve(null);
    },
    complete({ job }) {
      take(job.id);
      return Promise.resolve();
    },
    retry({ job }, delayMs) {
      const entry = waiting.find((one) => one.job.id === job.id);
      if (entry !== undefined) {
        entry.running = false;
        entry.dueAt = now() + delayMs;
      }
      return Promise.resolve();
    },
    bury({ job }, reason) {
      take(job.id);
      dead.push({ job, reason });
      return Promise.resolve();
    },
    dead: () => Promise.resolve([...dead]),
    replay,
    unfinished: () => Promise.resolve(waiting.length),
  };
}
