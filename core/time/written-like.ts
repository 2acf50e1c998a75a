import { parseNumber } from '../predictions/parse-number.ts';
import { isoOf, saysOffset } from './instant.ts';
import { unitOf } from './number-unit.ts';

const year = /^\d{4}/;

/**
 * A moment in milliseconds since 1970, written as another time of the same data is, so that it can take that one's place: a
 * number of its unit, a day, or ISO 8601 with or without seconds and offset. Of `null` as ISO 8601 in UTC.
 */
export function writtenLike(example: string | null, instant: number): string {
  if (example === null) return isoOf(instant);
  const number = parseNumber(example);
  if (!Number.isNaN(number)) return String(instant / unitOf(number));
  const text = isoOf(instant);
  if (!year.test(example) || !year.test(text)) return text;
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(example)) return text.slice(0, example.length);
  const zoned = saysOffset(example) ? text : text.replace(/Z$/, '');
  const short = /[T ]\d{2}:\d{2}(?![:\d])/.test(example)
    ? zoned.replace(/(T\d{2}:\d{2}):00(?=Z|$)/, '$1')
    : zoned;
  return example[10] === ' ' ? short.replace('T', ' ') : short;
}
