import { checkName, judgeAgain } from '../../adapters/github/checks.ts';
import { ok } from '../../core/result.ts';
import type { EventHandler } from './event.ts';

/** Somebody pressed "Re-run" or our own button. */
export const checkRunRequested: EventHandler<
  'check_run.rerequested' | 'check_run.requested_action'
> = {
  on: ['check_run.rerequested', 'check_run.requested_action'],
  tasksOf(payload) {
    const { check_run: check } = payload;
    if (check.name !== checkName) return ok([]);
    const asked =
      payload.action === 'rerequested' ||
      payload.requested_action?.identifier === judgeAgain.identifier;
    if (!asked) return ok([]);
    return ok([{ kind: 'review-head', head: check.head_sha, from: null, anew: true }]);
  },
};
