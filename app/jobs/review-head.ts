import type { JobContext } from '../context.ts';
import { runsOfGroup } from '../../adapters/github/workflow-runs.ts';
import { pullsWithHead } from '../review/pull.ts';
import type { Task } from './job.ts';

/**
 * Has each pull request with a head commit judged: by a job of its own, since one works on a pull request at a time; or a
 * merge queue's commit, where it is one.
 */
export async function reviewHead(
  context: JobContext,
  { head, from, anew }: Extract<Task, { kind: 'review-head' }>,
): Promise<void> {
  const pulls = await pullsWithHead(context.repository, head, from);
  // Anybody who may push can name a branch as a merge queue does: only GitHub says that a queue made the commit.
  const groups = pulls.length === 0 ? await runsOfGroup(context.repository, head) : [];
  const branch = groups[0]?.headBranch ?? null;
  if (branch !== null) {
    await context.enqueue(`${context.job} group`, { kind: 'review-group', head, branch });
  }
  for (const pull of pulls) {
    await context.enqueue(`${context.job} pull ${pull}`, {
      kind: 'review-pull',
      pull,
      anew,
      head,
    });
  }
}
