import type { JobContext } from '../context.ts';
import { pullsWithHead } from '../review/pull.ts';
import { greetPull } from './greet-pull.ts';
import { ingestRun } from './ingest-run.ts';
import type { Task } from './job.ts';
import { obeyCommand } from './obey-command.ts';
import { recordMerge } from './record-merge.ts';
import { retrainModel } from './retrain.ts';
import { reviewPull } from './review-pull.ts';

/** Does a task. Doing it twice leaves the same. */
export async function execute(context: JobContext, task: Task): Promise<void> {
  switch (task.kind) {
    case 'greet-pull':
      return greetPull(context, task);
    case 'review-pull':
      return reviewPull(context, task.pull);
    case 'review-head':
      for (const pull of await pullsWithHead(context.repository, task.head)) {
        await reviewPull(context, pull);
      }
      return;
    case 'record-merge':
      return recordMerge(context, task.pull);
    case 'ingest-run':
      return ingestRun(context, task.run);
    case 'obey-command':
      return obeyCommand(context, task.comment);
    case 'retrain':
      return retrainModel(context, task);
    default:
      return task satisfies never;
  }
}
