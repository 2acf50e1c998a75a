import type { FeatureOutcome, Freshness } from '../../schemas/types.ts';
import { formatCount } from '../report/number.ts';
import { parseNumber } from '../predictions/parse-number.ts';
import type { Profiled, TimesSeen } from '../profile/profile.ts';
import { durationWords } from '../time/duration.ts';
import { isoOf } from '../time/instant.ts';
import type { DriftFacts } from './facts.ts';

/** Numbers that would be earlier are none since 1970, but such as those of rows. */
export const earliestNumber = Date.UTC(1980);
/** So many of the rows may be in no window before that is to be looked at. */
const mostWithoutWindow = 0.02;

/**
 * How old the newest row of the current data is; null without a time, or where it is a number of which nobody knows what it
 * counts and no age is asked for.
 */
export function freshnessOf({ current, options, now }: DriftFacts): Freshness | null {
  const { time, freshnessMs } = options;
  const { times } = current;
  if (time === null || times === null) return null;
  const isNumber = isUnknownNumber(times, current.span);
  const { future, mixedOffsets } = times;
  const newest = isNumber ? null : times.last;
  if (isNumber && freshnessMs === null) return null;
  const ageMs = newest === null ? null : now.getTime() - newest;
  return {
    newest: newest === null ? null : isoOf(newest),
    ageSeconds: ageMs === null ? null : ageMs / 1000,
    limitSeconds: freshnessMs === null ? null : freshnessMs / 1000,
    future,
    outcome: outcomeOf(
      ageMs,
      freshnessMs,
      future > 0 || mixedOffsets || lacksWindows(times, current),
    ),
    reason: [
      ageSentence({ newest, isNumber }, ageMs, freshnessMs),
      ...oddities(times, current),
    ].join(' '),
  };
}

/** Whether times are numbers that are none since 1970. */
function isUnknownNumber({ last, unit }: TimesSeen, span: Profiled['span']): boolean {
  if (unit === null || last === null || last >= earliestNumber) return false;
  return !Number.isNaN(parseNumber(span?.end ?? ''));
}

function lacksWindows({ rows }: TimesSeen, { windows, withoutWindow }: Profiled): boolean {
  return windows.length > 0 && withoutWindow >= mostWithoutWindow * rows;
}

/** What else is to be said of the times. */
function oddities(
  { future, mixedOffsets }: TimesSeen,
  { windows, withoutWindow }: Profiled,
): readonly string[] {
  const sentences: string[] = [];
  if (future > 0) {
    sentences.push(
      `${rowsAre(future)} later than the moment of monitoring and in no window: look at the clock or the time zone of what writes them.`,
    );
  }
  if (mixedOffsets) {
    sentences.push(
      'Some times say their offset from UTC and others do not, which were taken for UTC: write it in all of them.',
    );
  }
  const others = withoutWindow - future;
  if (windows.length > 0 && others > 0) {
    sentences.push(
      `${rowsAre(others)} in no window, for the time there is missing or cannot be read.`,
    );
  }
  return sentences;
}

function rowsAre(rows: number): string {
  return `${formatCount(rows, 'row')} ${rows === 1 ? 'is' : 'are'}`;
}

function ageSentence(
  { newest, isNumber }: { readonly newest: number | null; readonly isNumber: boolean },
  ageMs: number | null,
  limitMs: number | null,
): string {
  if (newest === null || ageMs === null) {
    return isNumber
      ? 'The times are numbers that are not those since 1970, so the age of the newest row is not known: write ISO 8601, such as 2011-05-01T13:00Z.'
      : 'No row has a time that is not in the future, so its age is not known.';
  }
  const age = `The newest row, of ${isoOf(newest)}, is ${durationWords(ageMs)} old`;
  if (limitMs === null) return `${age}.`;
  return ageMs > limitMs
    ? `${age}, and ${durationWords(limitMs)} are allowed: see whether production still writes its data.`
    : `${age}, of ${durationWords(limitMs)} that are allowed.`;
}

function outcomeOf(ageMs: number | null, limitMs: number | null, isOdd: boolean): FeatureOutcome {
  if (limitMs !== null && ageMs !== null && ageMs > limitMs) return 'drift';
  if (isOdd) return 'warning';
  return ageMs === null ? 'insufficient-data' : 'stable';
}
