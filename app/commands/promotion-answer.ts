import { renderProposed, renderRefusal, renderTakenOver } from '../../core/report/answers.ts';
import type { Promoted } from '../promotion/promote.ts';
import type { Answered } from '../jobs/job.ts';

/** What people are told of a promotion that they asked for. */
export function promotionAnswer(result: Promoted, environment: string): Answered {
  if (result.kind === 'already') {
    return { done: true, body: renderRefusal(`${environment} asks for ${result.tag} already.`) };
  }
  const { proposed, title } = result;
  if (proposed.kind === 'taken-over') {
    const { branch, number, url } = proposed;
    return { done: false, body: renderTakenOver(branch, number, url, `Asked for was: ${title}.`) };
  }
  return { done: true, body: renderProposed(proposed.kind, title, proposed.number, proposed.url) };
}
