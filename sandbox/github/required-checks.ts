import type { Repository } from './state.ts';

const passing = ['success', 'neutral', 'skipped'] as const;

/** How a commit stands to one required name, by its newest check run or status of that name. */
type Standing = 'passed' | 'failed' | 'awaited';

/**
 * Of the required names, those that a commit has not met: the newest check run of the name has not completed with
 * success, neutral or skipped, and the newest status of that context is not a success.
 */
export function requiredChecksMissing(
  repository: Repository,
  sha: string,
  names: readonly string[],
): string[] {
  const standings = standingsOf(repository, sha, names);
  return names.filter((_, at) => standings[at] !== 'passed');
}

/** Whether all required names have passed at a commit, one has failed, or the others are still awaited. */
export function requiredChecksStanding(
  repository: Repository,
  sha: string,
  names: readonly string[],
): Standing {
  const standings = standingsOf(repository, sha, names);
  if (standings.includes('failed')) return 'failed';
  return standings.includes('awaited') ? 'awaited' : 'passed';
}

function standingsOf(
  repository: Repository,
  sha: string,
  names: readonly string[],
): readonly Standing[] {
  const runs = [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha);
  const statuses = repository.statuses.filter((status) => status.sha === sha);
  return names.map((name) => {
    const run = runs.findLast((candidate) => candidate.name === name);
    const hasEnded = run?.status === 'completed';
    const state = statuses.findLast(({ context }) => context === name)?.state;
    const isPassed = hasEnded && passing.some((conclusion) => conclusion === run.conclusion);
    if (isPassed || state === 'success') return 'passed';
    return hasEnded || state === 'failure' || state === 'error' ? 'failed' : 'awaited';
  });
}
