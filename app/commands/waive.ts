import { RefusedError } from '../../core/errors.ts';
import { renderWaived } from '../../core/report/waiver-answer.ts';
import { waiverEnd } from '../../core/waiver/permit.ts';
import { responsibleFor } from '../review/responsible.ts';
import { recordWaivers } from '../waivers/record.ts';
import { requireWaivers, type Subject, waiverMatter } from '../waivers/subjects.ts';
import { requireSameHead } from './access.ts';
import type { Command } from './command.ts';

/** Makes an exception to one check, at the head that its author saw or for a model until a day. */
export const waive: Command<'waive'> = {
  name: 'waive',
  async run(call) {
    const { context, comment } = call;
    const { check, model, reason, until } = call.arguments;
    const { pull, subjects } = await waiverMatter(call, { check, model });
    await requireWaivers(context, comment.author, subjects);
    const owner = pull === null ? null : await responsibleFor(context, pull);
    if (owner?.toLowerCase() === comment.author.toLowerCase()) {
      throw new RefusedError(
        'own-waiver',
        'This pull request is yours, so your waiver would not count: ask another of those whom gate.waivers names.',
      );
    }
    if (pull === null && until === null) {
      throw new RefusedError(
        'no-head',
        'There is no head commit here that it could hold for: comment on the open pull request, or add "until <date>".',
      );
    }
    const ending = subjects.map((subject) => ({
      ...subject,
      until: until === null ? null : endOf(until, subject, context.now()),
    }));
    const head = until === null ? (pull?.head.sha ?? null) : null;
    if (pull !== null) await requireSameHead(context, comment, pull);
    const wish = { action: 'grant', check, reason, head, subjects: ending } as const;
    return { done: true, body: renderWaived(await recordWaivers(call, pull, wish)) };
  },
};

function endOf(day: string, { config }: Subject, now: Date): string {
  const end = waiverEnd(day, now, config);
  if (!end.ok) throw new RefusedError('no-end', end.reason);
  return end.value;
}
