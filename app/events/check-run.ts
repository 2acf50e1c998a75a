import { checkName, judgeAgain } from '../../adapters/github/checks.ts';
import type { Task } from '../jobs/job.ts';
import type { EventHandler } from './event.ts';

/** Somebody pressed "Re-run" or our own button. */
export const checkRunRequested: EventHandler<
  'check_run.rerequested' | 'check_run.requested_action'
> = {
  on: ['check_run.rerequested', 'check_run.requested_action'],
  tasksOf(payload): readonly Task[] {
    const { check_run: check } = payload;
    if (check.name !== checkName) return [];
    const asked =
      payload.action === 'rerequested' ||
      payload.requested_action?.identifier === judgeAgain.identifier;
    if (!asked) return [];
    return [{ kind: 'review-head', head: check.head_sha, from: null, anew: true }];
  },
};
