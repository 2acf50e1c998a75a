import { checkRunRequested } from './check-run.ts';
import { issueCommentCreated } from './issue-comment.ts';
import { mergeGroupQueued } from './merge-group.ts';
import { reviewChanged } from './pull-request-review.ts';
import { pullRequestChanged, pullRequestClosed, pullRequestRetargeted } from './pull-request.ts';
import { deploymentReported } from './deployment-status.ts';
import { driftDispatched } from './repository-dispatch.ts';
import { workflowRunCompleted } from './workflow-run.ts';

/** Every event that the app acts on. */
export const eventHandlers = [
  checkRunRequested,
  deploymentReported,
  driftDispatched,
  issueCommentCreated,
  mergeGroupQueued,
  pullRequestChanged,
  pullRequestClosed,
  pullRequestRetargeted,
  reviewChanged,
  workflowRunCompleted,
] as const;
