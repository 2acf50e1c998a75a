import { keepCheck } from '../../adapters/github/checks.ts';
import { renderWaiting } from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { inProgress } from '../review/apply.ts';
import { scopeOf } from '../review/scope.ts';
import { settleScope } from '../review/settle-scope.ts';
import type { Task } from './job.ts';

/** A new head: the check says what is awaited, or at once that there is nothing to wait for. */
export async function greetPull(
  context: JobContext,
  { base, head }: Extract<Task, { kind: 'greet-pull' }>,
): Promise<void> {
  const scope = await scopeOf(context.repository, base, head, base);
  if (await settleScope(context, scope, head)) return;
  if (scope.kind !== 'models') return;
  // The records may have been judged before this event was read.
  await keepCheck(context.repository, head, inProgress(renderWaiting(scope.models)), {
    keepConclusion: true,
  });
}
