import { parseNumber } from '../predictions/parse-number.ts';
import type { CategoricalProfile } from './profile.ts';

const infinite = /^\s*([+-]?)inf(?:inity)?\s*$/i;
const notANumber = /^\s*(?:nan\s*)?$/i;

/** Whether a text stands for a missing value: empty, blank, or NaN. */
export function isMissing(text: string): boolean {
  return notANumber.test(text);
}

/** A text as a number, infinities included; NaN where it is none. */
export function numberOf(text: string): number {
  const value = parseNumber(text);
  if (!Number.isNaN(value)) return value;
  const sign = infinite.exec(text)?.[1];
  if (sign === undefined) return value;
  return sign === '-' ? -Infinity : Infinity;
}

/** The level that a text stands for: integer codes as plain integers, so that `1` and `1.0` are one. */
export function levelOf(text: string, coding: CategoricalProfile['coding']): string {
  if (coding === 'texts') return text.trim();
  const value = numberOf(text);
  return Number.isNaN(value) ? text.trim() : String(value);
}
