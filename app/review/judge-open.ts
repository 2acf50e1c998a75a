import { openPulls } from '../../adapters/github/pulls.ts';
import type { JobContext } from '../context.ts';

/**
 * Has every open pull request into the default branch judged again, since what may hold for each of them was changed by
 * the command of this place in its comment: each command asks anew.
 */
export async function judgeOpenPulls(context: JobContext, place: number): Promise<void> {
  const { repository, defaultBranch } = context;
  for (const pull of await openPulls(repository, defaultBranch)) {
    const task = { kind: 'review-pull', pull, anew: true, head: null } as const;
    await context.enqueue(`${context.job} ${place} pull ${pull}`, task);
  }
}
