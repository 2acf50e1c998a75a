import { ok } from '../../core/result.ts';
import type { EventHandler } from './event.ts';

/** A merge queue waits for the check on a commit that it has made. */
export const mergeGroupQueued: EventHandler<'merge_group.checks_requested'> = {
  on: ['merge_group.checks_requested'],
  tasksOf: ({ merge_group: { head_sha: head, head_ref: branch } }) =>
    ok([{ kind: 'review-group', head, branch }]),
};
