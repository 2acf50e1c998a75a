import { renderProposed, renderRefusal, renderTakenOver } from '../../core/report/answers.ts';
import { alreadyThere, waitingFor } from '../../core/report/promotion-answer.ts';
import type { Promoted } from '../promotion/promote.ts';
import type { Answered } from '../jobs/job.ts';

/** What people are told of a promotion that they asked for. */
export function promotionAnswer(result: Promoted, environment: string): Answered {
  if (result.kind === 'already') {
    return { done: true, body: renderRefusal(alreadyThere(result, environment)) };
  }
  const { proposed, title, terms } = result;
  if (proposed.kind === 'taken-over') {
    const { branch, number, url } = proposed;
    return { done: false, body: renderTakenOver(branch, number, url, `Asked for was: ${title}.`) };
  }
  const { kind, number, url } = proposed;
  const lines = [renderProposed(kind, title, number, url), ...waitingFor(terms)];
  return { done: true, body: lines.join('\n') };
}
