import { checks, findCheck } from '../../core/checks/index.ts';
import { RefusedError } from '../../core/errors.ts';
import type { GovernedModel } from '../../core/policy/organisation.ts';
import { rulesOf } from '../../core/policy/rules.ts';
import { renderExplanation } from '../../core/report/explanation.ts';
import { renderRuleExplanation } from '../../core/report/rule-explanation.ts';
import { suggestion } from '../../core/text/nearest.ts';
import { readPull } from '../review/pull.ts';
import { checkUrl } from '../review/target.ts';
import type { Command, CommandCall } from './command.ts';

/** All checks, and as many rules as one reads. */
const mostNamed = checks.length + 20;

/** Says what a check is about, by what it says of itself and what the configuration makes of it; or what a rule asks. */
export const explain: Command<'explain'> = {
  name: 'explain',
  async run(call) {
    const { check: id } = call.arguments;
    const { models } = call.config();
    const check = findCheck(id);
    const url = await verdictUrl(call);
    const body =
      check === null
        ? renderRuleExplanation(id, models, url)
        : renderExplanation(check, models, url);
    if (body === null) throw unknownCheck(id, Object.values(models));
    return { done: true, body };
  },
};

function unknownCheck(id: string, models: readonly GovernedModel[]): RefusedError {
  const rules = new Set(models.flatMap(rulesOf).map(({ check }) => check));
  const ids = [...checks.map((one) => one.id), ...rules];
  return new RefusedError(
    'unknown-check',
    `There is no check ${id}${suggestion(id, ids)} The checks: ${ids.slice(0, mostNamed).join(', ')}.`,
  );
}

/** Where the verdict on the pull request's head stands; null where there is none. */
async function verdictUrl({
  context,
  comment,
}: Pick<CommandCall, 'context' | 'comment'>): Promise<string | null> {
  if (!comment.isPull) return null;
  const { number, head, base } = await readPull(context.repository, comment.issue);
  return checkUrl(context, { pull: number, head: head.sha, baseRef: base.ref });
}
