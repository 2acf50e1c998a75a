import type { JobContext } from '../context.ts';
import { pullsWithHead } from '../review/pull.ts';
import type { Task } from './job.ts';

/** Has each pull request with a head commit judged: by a job of its own, since one works on a pull request at a time. */
export async function reviewHead(
  context: JobContext,
  { head, from, anew }: Extract<Task, { kind: 'review-head' }>,
): Promise<void> {
  for (const pull of await pullsWithHead(context.repository, head, from)) {
    await context.enqueue(`${context.job} pull ${pull}`, {
      kind: 'review-pull',
      pull,
      anew,
      head,
    });
  }
}
