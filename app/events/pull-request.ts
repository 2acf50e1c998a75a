import { ok } from '../../core/result.ts';
import { retrainBranches } from '../retraining/branch.ts';
import type { EventHandler } from './event.ts';

/** A new head is greeted; a reopened pull request may have its records already. */
export const pullRequestChanged: EventHandler<
  'pull_request.opened' | 'pull_request.synchronize' | 'pull_request.reopened'
> = {
  on: ['pull_request.opened', 'pull_request.synchronize', 'pull_request.reopened'],
  tasksOf({ action, pull_request: { number, base, head, updated_at: updatedAt } }) {
    if (action === 'reopened')
      return ok([{ kind: 'review-pull', pull: number, anew: true, head: null }]);
    return ok([
      {
        kind: 'greet-pull',
        pull: number,
        base: base.sha,
        baseRef: base.ref,
        head: head.sha,
        updatedAt,
        ...(head.ref.startsWith(retrainBranches) ? { retraining: true } : {}),
      },
    ]);
  },
};

/** Pointed at another base branch, a pull request is another change. */
export const pullRequestRetargeted: EventHandler<'pull_request.edited'> = {
  on: ['pull_request.edited'],
  tasksOf: ({ changes, pull_request: { number } }) =>
    changes.base === undefined
      ? ok([])
      : ok([{ kind: 'review-pull', pull: number, anew: true, head: null }]),
};

/** How a pull request ended goes on record. */
export const pullRequestClosed: EventHandler<'pull_request.closed'> = {
  on: ['pull_request.closed'],
  tasksOf: ({ pull_request: { number, closed_at: closedAt } }) =>
    ok([{ kind: 'record-closing', pull: number, closedAt: closedAt ?? '' }]),
};
