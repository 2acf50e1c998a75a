import { listLedger } from '../../adapters/github/ledger.ts';
import { readWaivers } from '../../adapters/github/waivers.ts';
import { RefusedError } from '../../core/errors.ts';
import { renderUnwaived } from '../../core/report/waiver-answer.ts';
import { recordWaivers } from '../waivers/record.ts';
import { type Subject, waiverMatter } from '../waivers/subjects.ts';
import type { Command, CommandCall } from './command.ts';

/** Takes back what was waived: the check blocks again. */
export const unwaive: Command<'unwaive'> = {
  name: 'unwaive',
  async run(call) {
    const { check, model } = call.arguments;
    const { pull, subjects } = await waiverMatter(call, { check, model });
    const waived: Subject[] = [];
    for (const subject of subjects) {
      if (await isWaived(call, subject.model, check)) waived.push(subject);
    }
    if (waived.length === 0) {
      const names = subjects.map((subject) => subject.model).join(', ');
      throw new RefusedError(
        'not-waived',
        `No waiver of ${check} for ${names} was made or is left.`,
      );
    }
    const ending = waived.map((subject) => ({ ...subject, until: null }));
    const wish = {
      action: 'withdraw',
      check,
      reason: 'Withdrawn.',
      head: null,
      subjects: ending,
    } as const;
    return { done: true, body: renderUnwaived(await recordWaivers(call, pull, wish)) };
  },
};

/** Whether the newest word on a check, but for this very command, was that it is waived. */
async function isWaived(
  { context, comment }: CommandCall<'unwaive'>,
  model: string,
  check: string,
): Promise<boolean> {
  const { repository } = context;
  const records = await readWaivers(repository, await listLedger(repository), model, context.now());
  const others = records.filter((one) => one.check === check && one.comment !== comment.url);
  const newest = others
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
    .at(-1);
  return newest?.action === 'grant';
}
