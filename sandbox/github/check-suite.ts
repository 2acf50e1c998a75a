import type { CheckRun, Repository } from './state.ts';

/** The check runs of a suite, that is of one app at one commit, oldest first; none where there is no such suite. */
export function suiteRuns(repository: Repository, suiteId: number): readonly CheckRun[] {
  return [...repository.checkRuns.values()].filter((run) => run.suiteId === suiteId);
}

/** What the newest runs of each name come to: null until all have completed. */
export function suiteConclusion(runs: readonly CheckRun[]): string | null {
  const newest = [...new Map(runs.map((run) => [run.name, run])).values()];
  if (newest.some(({ status }) => status !== 'completed')) return null;
  const conclusions = newest.map(({ conclusion }) => conclusion);
  const worst = severity.find((conclusion) => conclusions.includes(conclusion));
  return worst ?? 'success';
}

/** Which conclusion speaks for all, the first that is there. */
const severity = ['failure', 'timed_out', 'cancelled', 'action_required', 'neutral'] as const;
