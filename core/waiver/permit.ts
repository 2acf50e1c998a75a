import { findCheck } from '../checks/index.ts';
import { usualWaiverDays } from '../policy/combinations.ts';
import type { GovernedModel } from '../policy/organisation.ts';
import { isRule, rulesOf } from '../policy/rules.ts';
import { failed, ok, type Result } from '../result.ts';
import { longestWaiverDays } from './in-force.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Why a model's check can't be waived at all, as a sentence; null when it can. */
export function unwaivable(check: string, model: string, config: GovernedModel): string | null {
  if (isRule(check)) {
    const isThere = rulesOf(config).some((rule) => rule.check === check);
    return isThere ? null : `${model} has no rule that the verdict calls ${check}.`;
  }
  const found = findCheck(check);
  if (found === null) return `There is no check ${check}; the verdict names them all.`;
  return found.softenable ? null : `The check ${check} can't be waived: its failure always blocks.`;
}

/** When a waiver until a day ends, the last moment of it in UTC; a sentence where it is past or too far ahead. */
export function waiverEnd(day: string, now: Date, { gate }: GovernedModel): Result<string> {
  const end = `${day}T23:59:59Z`;
  const days = Math.min(gate?.waivers?.max_days ?? usualWaiverDays, longestWaiverDays);
  if (!(Date.parse(end) >= now.getTime())) return failed(`${day} is past.`);
  if (Date.parse(end) > now.getTime() + (days + 1) * dayMs) {
    return failed(
      `${day} is more than ${days} days ahead, which is the longest that gate.waivers allows.`,
    );
  }
  return ok(end);
}
