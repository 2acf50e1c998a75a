import { parseNumber } from '../predictions/parse-number.ts';

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

/** How a column's values are read. */
export type Coding = 'numeric' | 'integer-codes' | 'texts';

/** With more distinct integers than this, a column is a quantity and not a code. */
const mostCodes = 10;

/**
 * How a column without missing values is to be read: texts unless every value is a number; then integer codes, such
 * as 0 and 1 or the days of a week, when all are whole and at most 10 differ; else numeric.
 */
export function codingOf(values: readonly string[]): Coding {
  const codes = new Set<number>();
  let isCode = true;
  for (const text of values) {
    const value = numberOf(text);
    if (Number.isNaN(value)) return 'texts';
    if (!isCode) continue;
    codes.add(value);
    isCode = Number.isInteger(value) && codes.size <= mostCodes;
  }
  return isCode ? 'integer-codes' : 'numeric';
}

/** The level that a text stands for: integer codes as plain integers, so that `1` and `1.0` are one. */
export function levelOf(text: string, coding: Coding): string {
  if (coding === 'texts') return text.trim();
  const value = numberOf(text);
  return Number.isNaN(value) ? text.trim() : String(value);
}
