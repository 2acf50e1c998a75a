import { rewordComment } from '../../adapters/github/comments.ts';
import { commentMarker, renderWaiting, renderWaitingComment } from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { inProgress } from '../review/check-state.ts';
import { scopeOf } from '../review/scope.ts';
import { settleScope } from '../review/settle-scope.ts';
import { setCheck, type Target } from '../review/target.ts';
import type { Task } from './job.ts';

/** A new head: the check says what is awaited, or at once that there is nothing to wait for. */
export async function greetPull(
  context: JobContext,
  { pull, base, baseRef, head }: Extract<Task, { kind: 'greet-pull' }>,
): Promise<void> {
  const target: Target = { pull, head, baseRef };
  const scope = await settleScope(
    context,
    target,
    await scopeOf(context.repository, base, head, base),
  );
  if (scope === null) return;
  // The records may have been judged before this event was read.
  const options = { keepConclusion: true };
  const check = await setCheck(context, target, inProgress(renderWaiting(scope.models)), options);
  if (check === 'kept') return;
  const { repository, us, repositoryUrl } = context;
  const text = { repositoryUrl, head, models: scope.models };
  await rewordComment(repository, us, pull, commentMarker, (said) =>
    renderWaitingComment(text, said),
  );
}
