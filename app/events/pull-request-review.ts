import { ok } from '../../core/result.ts';
import type { EventHandler } from './event.ts';

/** An approval may be what was missing, and a dismissed one what was there. A comment changes nothing. */
export const reviewChanged: EventHandler<
  'pull_request_review.submitted' | 'pull_request_review.dismissed'
> = {
  on: ['pull_request_review.submitted', 'pull_request_review.dismissed'],
  tasksOf: ({ action, review, pull_request: { number, head } }) =>
    action === 'submitted' && review.state === 'commented'
      ? ok([])
      : ok([{ kind: 'review-pull', pull: number, anew: false, head: head.sha }]),
};
