import type { Task } from '../jobs/job.ts';

/** A task in a few words, as "Assay could not …" goes on. All that they hold has been checked before. */
export function wordsOf(task: Task): string {
  switch (task.kind) {
    case 'greet-pull':
      return `look at pull request #${task.pull}`;
    case 'review-pull':
      return `judge pull request #${task.pull}`;
    case 'review-head':
      return `find the pull requests of the commit ${task.head.slice(0, 12)}`;
    case 'review-group':
      return `judge the commit ${task.head.slice(0, 12)} of the merge queue`;
    case 'record-closing':
      return `record the end of pull request #${task.pull}`;
    case 'ingest-run':
      return `take the records of the workflow run ${task.run} into the ledger`;
    case 'obey-command':
      return `obey the command in #${task.comment.issue}`;
    case 'retrain':
      return `propose to train ${task.model} again`;
    case 'refresh-promotion':
      return `bring the open promotion of ${task.model} into ${task.environment} up to date`;
    case 'record-deployment':
      return `record what was reported of the deployment ${task.deployment}`;
    case 'record-drift':
      return `take a report of ${task.adapter} about ${task.model} into the ledger`;
    default:
      return task satisfies never;
  }
}
