import type { Conclusion } from '../../github/contract.ts';
import type { Status } from '../expression/functions.ts';
import type { Job } from '../workflow/model.ts';

/** How a job of the file ended, all its combinations together. */
export interface NodeResult {
  /** What `needs.<id>.result` says: a failure that is forgiven is a success. */
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  /** The results of every job that it needs, near and far. */
  readonly ancestors: readonly Conclusion[];
}

/** What `success()` and its like say before a job: they ask of all jobs that it needs, near and far. */
export function statusOfNeeds(needs: readonly NodeResult[], cancelled: boolean): Status {
  const results = needs.flatMap((need) => [need.result, ...need.ancestors]);
  return {
    success: !cancelled && results.every((result) => result === 'success'),
    failure: !cancelled && results.includes('failure'),
    cancelled,
  };
}

/** The `needs` context of a job. */
export function needsContext(
  job: Job,
  results: ReadonlyMap<string, NodeResult>,
): Record<string, unknown> {
  return Object.fromEntries(
    job.needs.map((id) => {
      const { result, outputs } = results.get(id) ?? { result: 'skipped', outputs: {} };
      return [id, { result, outputs }];
    }),
  );
}

/** One conclusion for several: what is worst, and success where all were skipped but one. */
export function worst(conclusions: readonly Conclusion[]): Conclusion {
  const order = ['failure', 'cancelled', 'success'] as const;
  return order.find((conclusion) => conclusions.includes(conclusion)) ?? 'skipped';
}

/** Runs the jobs of a workflow, each as soon as those that it needs have ended. */
export async function walkJobs(
  jobs: readonly Job[],
  visit: (job: Job, needs: ReadonlyMap<string, NodeResult>) => Promise<NodeResult>,
): Promise<NodeResult[]> {
  const visits = new Map<string, Promise<NodeResult>>();
  const start = (job: Job): Promise<NodeResult> => {
    const known = visits.get(job.id);
    if (known !== undefined) return known;
    const visited = (async () => {
      const needed = jobs.filter((other) => job.needs.includes(other.id));
      const results = await Promise.all(needed.map(start));
      return visit(
        job,
        new Map(needed.map((other, index) => [other.id, results[index]] as [string, NodeResult])),
      );
    })();
    visits.set(job.id, visited);
    return visited;
  };
  return Promise.all(jobs.map(start));
}
