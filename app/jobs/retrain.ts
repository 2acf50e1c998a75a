import { keepComment } from '../../adapters/github/comments.ts';
import { renderTakenOver } from '../../core/report/answers.ts';
import type { JobContext } from '../context.ts';
import { retrainMarker } from '../retraining/end.ts';
import { retrain, type Retrained } from '../retraining/retrain.ts';
import type { Task } from './job.ts';

/** Answers drift with the model's one retraining pull request. */
export async function retrainModel(
  context: JobContext,
  task: Extract<Task, { kind: 'retrain' }>,
): Promise<void> {
  const result = await retrain(context, task.model, task.reason);
  switch (result.kind) {
    case 'refused':
    case 'waiting':
      context.warn(result.reason);
      return;
    case 'quiet':
    case 'current':
    case 'closed':
    case 'left-open':
      return;
    case 'proposed':
      return tellTakenOver(context, result);
    default:
      return result satisfies never;
  }
}

/** Of a branch that is people's, the pull request says what would have been changed. */
async function tellTakenOver(
  context: JobContext,
  { proposed, wanted }: Extract<Retrained, { kind: 'proposed' }>,
): Promise<void> {
  if (proposed.kind !== 'taken-over') return;
  const { branch, number, url } = proposed;
  if (number === null) {
    context.warn(`${branch} has commits of people and no open pull request. ${wanted}`);
    return;
  }
  const body = `${retrainMarker}\n${renderTakenOver(branch, number, url, wanted)}`;
  await keepComment(context.repository, context.us, number, retrainMarker, body);
}
