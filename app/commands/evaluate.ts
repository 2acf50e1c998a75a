import { RefusedError } from '../../core/errors.ts';
import { renderJudgingAgain } from '../../core/report/judging-again.ts';
import { runsOf } from '../review/candidate.ts';
import { readPull } from '../review/pull.ts';
import type { Command } from './command.ts';

/**
 * Judges the pull request again, as pressing "Judge again" on its check does. No workflow is started: for that the app
 * would need to be allowed to write actions, and people have a button.
 */
export const evaluate: Command<'evaluate'> = {
  name: 'evaluate',
  async run({ context, comment }) {
    const { repository } = context;
    if (!comment.isPull) {
      throw new RefusedError(
        'no-pull-request',
        'An issue has nothing to judge: comment this on a pull request.',
      );
    }
    const pull = await readPull(repository, comment.issue);
    if (!pull.open) {
      throw new RefusedError(
        'closed',
        'This pull request is closed: its verdict stands in the ledger.',
      );
    }
    const task = { kind: 'review-pull', pull: pull.number, anew: true, head: null } as const;
    await context.enqueue(`${context.job} evaluate`, task);
    const runs = await runsOf(context, pull);
    return { done: true, body: renderJudgingAgain(pull.head.sha, runs) };
  },
};
