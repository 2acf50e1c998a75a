import { InputError } from '../../../core/errors.ts';
import type { Scope } from '../expression/evaluate.ts';
import { resolve } from '../expression/template.ts';
import type { Template } from '../workflow/model.ts';

const MILLISECONDS_A_MINUTE = 60_000;
/** The longest time that a timer can be set to. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How long something may take. */
export interface TimeLimit {
  readonly minutes: number;
  readonly milliseconds: number;
}

/** Reads `timeout-minutes`; without it, or with 0, there is no limit. Throws an `InputError` for what is none. */
export function timeLimit(template: Template, scope: Scope): TimeLimit | undefined {
  const value = resolve(template, scope);
  if (value === null || value === '') return undefined;
  const minutes = Number(value);
  if (minutes === 0) return undefined;
  if (!(minutes > 0)) {
    throw new InputError(
      'timeout',
      `\`timeout-minutes\` must be a number of minutes, not \`${JSON.stringify(value)}\`.`,
    );
  }
  const milliseconds = Math.min(Math.ceil(minutes * MILLISECONDS_A_MINUTE), LONGEST_TIMER);
  return { minutes, milliseconds };
}
