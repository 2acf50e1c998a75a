import { checks, findCheck } from '../../core/checks/index.ts';
import { RefusedError } from '../../core/errors.ts';
import { renderExplanation } from '../../core/report/explanation.ts';
import { suggestion } from '../../core/text/nearest.ts';
import { readPull } from '../review/pull.ts';
import { checkUrl } from '../review/target.ts';
import type { Command, CommandCall } from './command.ts';

/** Says what a check is about, by what it says of itself and what the configuration makes of it. */
export const explain: Command<'explain'> = {
  name: 'explain',
  async run(call) {
    const { check: id } = call.arguments;
    const check = findCheck(id);
    if (check === null) {
      const ids = checks.map((one) => one.id);
      throw new RefusedError(
        'unknown-check',
        `There is no check ${id}${suggestion(id, ids)} The checks: ${ids.join(', ')}.`,
      );
    }
    const { models } = call.config();
    return { done: true, body: renderExplanation(check, models, await verdictUrl(call)) };
  },
};

/** Where the verdict on the pull request's head stands; null where there is none. */
async function verdictUrl({
  context,
  comment,
}: Pick<CommandCall, 'context' | 'comment'>): Promise<string | null> {
  if (!comment.isPull) return null;
  const { number, head, base } = await readPull(context.repository, comment.issue);
  return checkUrl(context, { pull: number, head: head.sha, baseRef: base.ref });
}
