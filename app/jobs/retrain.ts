import { keepComment } from '../../adapters/github/comments.ts';
import { renderTakenOver } from '../../core/report/answers.ts';
import type { JobContext } from '../context.ts';
import { retrain } from '../retraining/retrain.ts';
import type { Task } from './job.ts';

const marker = '<!-- assay:retrain -->';

/** Answers drift with the model's one retraining pull request. */
export async function retrainModel(
  context: JobContext,
  task: Extract<Task, { kind: 'retrain' }>,
): Promise<void> {
  const result = await retrain(context, task.model, task.reason);
  if (result.kind === 'refused') {
    context.warn(result.reason);
    return;
  }
  if (result.kind === 'current') return;
  const { proposed, wanted } = result;
  if (proposed.kind !== 'taken-over') return;
  if (proposed.number === null) {
    context.warn(`${proposed.branch} has commits of people and no open pull request. ${wanted}`);
    return;
  }
  const body = `${marker}\n${renderTakenOver(proposed.branch, proposed.number, proposed.url, wanted)}`;
  await keepComment(context.repository, context.us, proposed.number, marker, body);
}
