import type { JobContext } from '../context.ts';
import { refreshPromotion } from '../promotion/refresh.ts';
import { greetPull } from './greet-pull.ts';
import { ingestRun } from './ingest-run.ts';
import type { Task } from './job.ts';
import { obeyCommand } from './obey-command.ts';
import { recordClosing } from './record-closing.ts';
import { recordDeployment } from './record-deployment.ts';
import { recordDrift } from './record-drift.ts';
import { retrainModel } from './retrain.ts';
import { reviewGroup } from './review-group.ts';
import { reviewHead } from './review-head.ts';
import { reviewPull } from './review-pull.ts';

/** Does a task. Doing it twice leaves the same. */
export async function execute(context: JobContext, task: Task): Promise<void> {
  switch (task.kind) {
    case 'greet-pull':
      return greetPull(context, task);
    case 'review-pull':
      return reviewPull(context, task);
    case 'review-head':
      return reviewHead(context, task);
    case 'review-group':
      return reviewGroup(context, task);
    case 'record-closing':
      return recordClosing(context, task.pull);
    case 'ingest-run':
      return ingestRun(context, task.run);
    case 'obey-command':
      return obeyCommand(context, task);
    case 'retrain':
      return retrainModel(context, task);
    case 'refresh-promotion':
      return refreshPromotion(context, task);
    case 'record-deployment':
      return recordDeployment(context, task.deployment);
    case 'record-drift':
      return recordDrift(context, task);
    default:
      return task satisfies never;
  }
}
