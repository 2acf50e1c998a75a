import { parseNumber } from '../predictions/parse-number.ts';
import type { Window } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { isMissing } from './values.ts';

const iso =
  /^(\d{4}-\d{2}(?:-\d{2})?)(?:[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d{1,9})?)?)?(?:Z|([+-]\d{2}):?(\d{2}))?$/;
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

/** Milliseconds since 1970; NaN when the text is no ISO 8601 date or time. One without an offset counts as UTC. */
export function instantOf(text: string): number {
  const [whole, date = '', minutes = '00:00', seconds = ':00', hour, minute] = iso.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const day = date.length === 7 ? `${date}-01` : date;
  const offset = hour === undefined ? 'Z' : `${hour}:${minute ?? '00'}`;
  return Date.parse(`${day}T${minutes}${seconds.replace(',', '.')}${offset}`);
}

function unreadable(text: string, row: number, column: string): InputError {
  return new InputError(
    'bad-value',
    `The time column ${JSON.stringify(column)} of the current data is ${JSON.stringify(text.slice(0, 40))} in row ${row}, which cannot be put in order of time: write ISO 8601, such as 2011-05-01T13:00, or a number in every row.`,
  );
}
