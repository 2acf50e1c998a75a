import { keepComment, react } from '../../adapters/github/comments.ts';
import { parseComment } from '../../core/command/parse.ts';
import { AssayError } from '../../core/errors.ts';
import { parseQueueBranch } from '../../core/merge-queue/branch.ts';
import { renderGivenUpCommand } from '../../core/report/answers.ts';
import { answerMarker, renderAnswer } from '../../core/report/command-answer.ts';
import { renderGivenUp } from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { completed } from '../review/check-state.ts';
import { readPull } from '../review/pull.ts';
import { setCheck } from '../review/target.ts';
import type { Task } from './job.ts';

/** Shows people that a task was given up, so that nothing waits for ever. What only the log can tell, it tells. */
export async function giveUp(context: JobContext, task: Task, error: unknown): Promise<void> {
  const reason = reasonOf(error);
  const again = context.us.hearsButtons ? 'button' : 'job';
  switch (task.kind) {
    case 'greet-pull':
      await setCheck(context, task, completed(renderGivenUp(reason, again, context.job)));
      return;
    case 'review-pull': {
      const { number, head, base } = await readPull(context.repository, task.pull);
      const target = { pull: number, head: head.sha, baseRef: base.ref };
      await setCheck(context, target, completed(renderGivenUp(reason, again, context.job)));
      return;
    }
    case 'review-group': {
      const queue = parseQueueBranch(task.branch);
      if (queue === null) return;
      const target = { pull: queue.pull, head: task.head, baseRef: queue.base };
      await setCheck(context, target, completed(renderGivenUp(reason, again, context.job)));
      return;
    }
    case 'obey-command':
      await giveUpCommands(context, task, reason);
      return;
    case 'review-head':
    case 'record-closing':
    case 'ingest-run':
    case 'retrain':
    case 'refresh-promotion':
    case 'record-deployment':
    case 'record-drift':
      return;
    default:
      task satisfies never;
  }
}

/** Says of the command that failed why, and of those behind it that they were not done. */
async function giveUpCommands(
  { repository, us, job }: JobContext,
  { comment, answered = [] }: Extract<Task, { kind: 'obey-command' }>,
  reason: string,
): Promise<void> {
  const { id, issue, body } = comment;
  const parsed = parseComment(body);
  const texts = parsed.kind === 'commands' ? parsed.lines.map(({ text }) => text) : [''];
  const bodies = texts.map((_, place) => {
    if (place === answered.length) return renderGivenUpCommand(reason, job);
    return answered[place]?.body ?? 'Whether this was done, look for yourself.';
  });
  await react(repository, id, 'confused');
  await keepComment(repository, us, issue, answerMarker(id), renderAnswer(id, texts, bodies));
}

/** Why something failed, as people are told: only what was written for them is shown. */
export function reasonOf(error: unknown): string {
  return error instanceof AssayError
    ? error.message
    : 'GitHub did not answer as it should, or Assay has a defect.';
}
