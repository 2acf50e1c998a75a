import type { ModelConfig } from '../../schemas/types.ts';
import { isNamed } from '../command/access.ts';
import { findCheck } from '../checks/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { ruleId } from '../rules/findings.ts';
import { longestWaiverDays } from './in-force.ts';

const usualDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

/** Why a model's check can't be waived at all, as a sentence; null when it can. */
export function unwaivable(check: string, model: string, config: ModelConfig): string | null {
  const rule = ruleId(check);
  if (rule !== null) {
    const rules = config.gate?.rules ?? [];
    return rules.some(({ id }) => id === rule) ? null : `${model} has no rule ${rule}.`;
  }
  const found = findCheck(check);
  if (found === null) return `There is no check ${check}; the verdict names them all.`;
  return found.softenable ? null : `The check ${check} can't be waived: its failure always blocks.`;
}

/** When a waiver until a day ends, the last moment of it in UTC; a sentence where it is past or too far ahead. */
export function waiverEnd(day: string, now: Date, { gate }: ModelConfig): Result<string> {
  const end = `${day}T23:59:59Z`;
  const days = Math.min(gate?.waivers?.max_days ?? usualDays, longestWaiverDays);
  if (!(Date.parse(end) >= now.getTime())) return failed(`${day} is past.`);
  if (Date.parse(end) > now.getTime() + (days + 1) * dayMs) {
    return failed(
      `${day} is more than ${days} days ahead, which is the longest that gate.waivers allows.`,
    );
  }
  return ok(end);
}

/** Whether the policy lets a person waive checks of a model; `teams` are those of its teams that they are a member of. */
export function mayWaive(login: string, teams: readonly string[], { gate }: ModelConfig): boolean {
  const { users = [], teams: named = [] } = gate?.waivers ?? {};
  return isNamed(login, users) || named.some((team) => teams.includes(team));
}
