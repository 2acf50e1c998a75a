import type { Finding } from '../checks/check.ts';
import { fail, inconclusive, pass } from '../checks/finding.ts';
import type { GovernedModel } from '../policy/organisation.ts';
import { type AppliedRule, isOfPolicy, rulesOf } from '../policy/rules.ts';
import type { RuleAnswer, RuleAnswers } from './answer.ts';

/** What a rule of the configuration or of the organisation's policy found, for the verdict. */
export interface RuleFinding {
  /** `rule-<id>`, or `policy-rule-<id>`. */
  readonly check: string;
  readonly level: 'fail' | 'warn';
  /** What says so. */
  readonly source: string;
  readonly finding: Finding;
}

/** The findings of all rules, those of the policy first. A rule that was not evaluated is inconclusive. */
export function ruleFindings(config: GovernedModel, answers: RuleAnswers): readonly RuleFinding[] {
  return rulesOf(config).map((applied) => ({
    check: applied.check,
    level: applied.rule.otherwise ?? 'fail',
    source: applied.source,
    finding: findingOf(applied, answers.get(applied.check)),
  }));
}

function findingOf({ check, rule }: AppliedRule, answer: RuleAnswer | undefined): Finding {
  const { id, when, description } = rule;
  const named = isOfPolicy(check) ? `The organisation's rule ${id}` : `The rule ${id}`;
  if (answer === undefined) {
    return inconclusive(`${named} was not evaluated: ${oneLine(when)}`);
  }
  switch (answer.kind) {
    case 'holds':
      return pass(`${named} holds: ${oneLine(when)}`);
    case 'broken': {
      const sentence = `${named} does not hold: ${oneLine(when)}`;
      return fail(description === undefined ? sentence : `${description} ${sentence}`);
    }
    case 'open':
      return inconclusive(
        `${named} can't be judged, since ${answer.reason}. The rule: ${oneLine(when)}`,
      );
    default:
      return answer satisfies never;
  }
}

/** An expression may be written on several lines. */
function oneLine(when: string): string {
  return when.trim().replaceAll(/\s+/g, ' ');
}
