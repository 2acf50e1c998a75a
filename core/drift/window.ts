import { parseNumber } from '../predictions/parse-number.ts';
import type { Window } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { instantOf } from '../time/instant.ts';
import { isMissing } from './values.ts';

const longest = 64;

/**
 * The earliest and latest time of a column, as written there; null when it holds none. Times are either all ISO 8601
 * (a time without an offset counts as UTC) or all numbers, such as seconds since an epoch. Throws the InputError
 * `bad-value` for any other text: what cannot be put in order has no first and last.
 */
export function timeWindow(texts: readonly string[], column: string): Window | null {
  const order = texts.every((text) => isMissing(text) || isNumber(text)) ? parseNumber : instantOf;
  let [start, end]: [Moment | null, Moment | null] = [null, null];
  for (const [index, text] of texts.entries()) {
    if (isMissing(text)) continue;
    const moment = { text: text.trim(), instant: order(text.trim()) };
    if (Number.isNaN(moment.instant)) throw unreadable(text, index + 1, column);
    if (start === null || isBefore(moment, start)) start = moment;
    if (end === null || isBefore(end, moment)) end = moment;
  }
  return start === null || end === null ? null : { start: start.text, end: end.text };
}

interface Moment {
  readonly text: string;
  readonly instant: number;
}

/** Fractions of a millisecond do not show in the instant, so texts decide between equal ones. */
function isBefore(a: Moment, b: Moment): boolean {
  return a.instant < b.instant || (a.instant === b.instant && a.text < b.text);
}

function isNumber(text: string): boolean {
  return text.length <= longest && !Number.isNaN(parseNumber(text));
}

function unreadable(text: string, row: number, column: string): InputError {
  return new InputError(
    'bad-value',
    `The time column ${JSON.stringify(column)} of the current data is ${JSON.stringify(text.slice(0, 40))} in row ${row}, which cannot be put in order of time: write ISO 8601, such as 2011-05-01T13:00, or a number in every row.`,
  );
}
