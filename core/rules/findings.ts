import type { ModelConfig, RuleConfig } from '../../schemas/types.ts';
import type { Finding } from '../checks/check.ts';
import { fail, inconclusive, pass } from '../checks/finding.ts';
import type { RuleAnswer, RuleAnswers } from './answer.ts';

/** What a rule is called in a verdict, so that it can't be taken for a check of Assay's own. */
const prefix = 'rule-';

/** What a rule of the configuration found, for the verdict. */
export interface RuleFinding {
  /** `rule-<id>`. */
  readonly check: string;
  readonly level: 'fail' | 'warn';
  readonly finding: Finding;
}

/** The findings of all rules in the order of the configuration. A rule that was not evaluated is inconclusive. */
export function ruleFindings({ gate }: ModelConfig, answers: RuleAnswers): readonly RuleFinding[] {
  return (gate?.rules ?? []).map((rule) => ({
    check: `${prefix}${rule.id}`,
    level: rule.otherwise ?? 'fail',
    finding: findingOf(rule, answers.get(rule.id)),
  }));
}

/** The rule's id where a result of a verdict is a rule's; null where it is a check's. */
export function ruleId(check: string): string | null {
  return check.startsWith(prefix) ? check.slice(prefix.length) : null;
}

function findingOf({ id, when, description }: RuleConfig, answer: RuleAnswer | undefined): Finding {
  if (answer === undefined) {
    return inconclusive(`The rule ${id} was not evaluated: ${oneLine(when)}`);
  }
  switch (answer.kind) {
    case 'holds':
      return pass(`The rule ${id} holds: ${oneLine(when)}`);
    case 'broken': {
      const rule = `The rule ${id} does not hold: ${oneLine(when)}`;
      return fail(description === undefined ? rule : `${description} ${rule}`);
    }
    case 'open':
      return inconclusive(
        `The rule ${id} can't be judged, since ${answer.reason}. The rule: ${oneLine(when)}`,
      );
    default:
      return answer satisfies never;
  }
}

/** An expression may be written on several lines. */
function oneLine(when: string): string {
  return when.trim().replaceAll(/\s+/g, ' ');
}
