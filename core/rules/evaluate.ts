import { celError, isCelError, parse, plan } from '@bufbuild/cel';
import type { RuleAnswer } from './answer.ts';
import { language } from './language.ts';
import { celVariables, type Misses } from './values.ts';
import type { RuleValues } from './type.ts';

/**
 * What a rule says of these values. Never throws: what can't be computed, or read, leaves the rule open, and so does a
 * value that is null or not finite, whatever the rule makes of it. Takes as long and as much memory as the expression
 * asks for: what is not ours to trust is evaluated in a worker, within limits.
 */
export function evaluateRule(when: string, variables: RuleValues): RuleAnswer {
  const misses: Misses = { valueless: null, absent: null };
  const result = resultOf(when, variables, misses);
  if (misses.valueless !== null) return open(`${misses.valueless} has no finite value`);
  if (typeof result === 'boolean') return { kind: result ? 'holds' : 'broken' };
  if (!isCelError(result)) return open('its expression gives neither true nor false');
  return result.message.startsWith('field not found') && misses.absent !== null
    ? open(`${misses.absent} is not there`)
    : open(`its expression can't be computed: ${result.message}`);
}

function resultOf(when: string, variables: RuleValues, misses: Misses): unknown {
  try {
    return plan(language, parse(when))(celVariables(variables, misses));
  } catch (error) {
    return celError(error);
  }
}

const longestReason = 500;

function open(reason: string): RuleAnswer {
  return { kind: 'open', reason: reason.slice(0, longestReason).toWellFormed() };
}
