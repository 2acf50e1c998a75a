import type { FreezeConfig } from '../../schemas/types.ts';
import { freezeWindow } from '../promotion/freeze-window.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select } from './select.ts';

/** Each freeze says when it is: between two moments, or on days of the week, in a time zone that there is. */
export function freezeProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.environments.*.freeze.*').flatMap(({ keys, value }) => {
    if (!isFreeze(value)) return [];
    const window = freezeWindow(value);
    if (window.ok) return [];
    const { key, ending } = window.reason;
    const at = key === null ? keys : [...keys, key];
    const sentence = `${keyPath(at)} ${ending}`;
    return [{ ...document.place(at, key === null ? 'key' : 'value'), sentence }];
  });
}

/** Whether the types are right; what is wrong with them the schema says. */
function isFreeze(value: unknown): value is FreezeConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { from, until, timezone, days } = value as Readonly<Record<string, unknown>>;
  const areTexts = [from, until, timezone].every(
    (text) => text === undefined || typeof text === 'string',
  );
  return areTexts && (days === undefined || isTexts(days));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
