import type { DriftRecord } from '../../schemas/types.ts';
import { parseNumber } from '../predictions/parse-number.ts';
import { driftedStretch } from './drifted-stretch.ts';
import { instantOf } from '../time/instant.ts';

/** The times of a window as they can be compared. */
export interface WindowBounds {
  readonly as: 'iso' | 'numbers';
  /** Milliseconds since 1970, or the numbers that stand there. */
  readonly start: number;
  readonly end: number;
  /** Whether a row of that very time is in it. */
  readonly endIncluded: boolean;
}

const dayMs = 24 * 60 * 60_000;

/**
 * The stretch of the data that drifted; null where a record has none or its ends can't be read. It ends before its end where
 * that is of a window, else with it: a day or a month that is named without a time is in it as a whole.
 */
export function driftedWindow(
  record: Pick<DriftRecord, 'drifted' | 'window' | 'windows'>,
): WindowBounds | null {
  const window = driftedStretch(record);
  if (window === null) return null;
  const isCut = record.drifted === undefined && (record.windows ?? []).length > 0;
  const [first, last] = [window.start, window.end].map(parseNumber);
  const numbers = bounds('numbers', first, last, !isCut);
  if (numbers !== null) return numbers;
  const end = instantOf(window.end);
  if (isCut) return bounds('iso', instantOf(window.start), end, false);
  const dated = /^\d{4}-\d{2}(-\d{2})?$/.exec(window.end);
  if (dated === null) return bounds('iso', instantOf(window.start), end, true);
  const after = dated[1] === undefined ? monthAfter(end) : end + dayMs;
  return bounds('iso', instantOf(window.start), after, false);
}

/** Whether a time is in the window; one that is not a number never is. */
export function isWithin({ start, end, endIncluded }: WindowBounds, time: number): boolean {
  return time >= start && (endIncluded ? time <= end : time < end);
}

/** Whether one ends before the other, as far as their times can be compared. */
export function endsBefore(one: WindowBounds | null, other: WindowBounds | null): boolean {
  return one !== null && other !== null && one.as === other.as && one.end < other.end;
}

function bounds(
  as: WindowBounds['as'],
  start: number | undefined,
  end: number | undefined,
  endIncluded: boolean,
): WindowBounds | null {
  if (start === undefined || end === undefined || !(start <= end)) return null;
  return { as, start, end, endIncluded };
}

function monthAfter(instant: number): number {
  const date = new Date(instant);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
