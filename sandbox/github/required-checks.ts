import type { Repository } from './state.ts';

const passing = ['success', 'neutral', 'skipped'] as const;

/**
 * Of the required names, those that a commit has not met: the newest check run of the name has not completed with
 * success, neutral or skipped, and the newest status of that context is not a success.
 */
export function requiredChecksMissing(
  repository: Repository,
  sha: string,
  names: readonly string[],
): string[] {
  const runs = [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha);
  const statuses = repository.statuses.filter((status) => status.sha === sha);
  return names.filter((name) => {
    const run = runs.findLast((candidate) => candidate.name === name);
    const isPassed =
      run?.status === 'completed' && passing.some((conclusion) => conclusion === run.conclusion);
    const status = statuses.findLast(({ context }) => context === name);
    return !isPassed && status?.state !== 'success';
  });
}
