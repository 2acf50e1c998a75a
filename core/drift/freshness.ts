import type { FeatureOutcome, Freshness } from '../../schemas/types.ts';
import { formatCount } from '../report/number.ts';
import { parseNumber } from '../predictions/parse-number.ts';
import type { Profiled } from '../profile/profile.ts';
import { durationWords } from '../time/duration.ts';
import { instantOf, isoOf } from '../time/instant.ts';
import { unitOf } from '../time/number-unit.ts';
import type { DriftFacts } from './facts.ts';

/** Numbers that would be earlier are none since 1970, but such as those of rows. */
const earliestNumber = Date.UTC(1980);
/** So many of the rows may be in no window before that is to be looked at. */
const mostWithoutWindow = 0.02;

/**
 * How old the newest row of the current data is; null without a time, or where it is a number of which nobody knows what it
 * counts and no age is asked for.
 */
export function freshnessOf({ current, options, now }: DriftFacts): Freshness | null {
  const { time, freshnessMs } = options;
  if (time === null) return null;
  const times = timesOf(current, time, now);
  const { newest, future, mixedOffsets, isNumber } = times;
  if (isNumber && freshnessMs === null) return null;
  const ageMs = newest === null ? null : now.getTime() - newest;
  return {
    newest: newest === null ? null : isoOf(newest),
    ageSeconds: ageMs === null ? null : ageMs / 1000,
    limitSeconds: freshnessMs === null ? null : freshnessMs / 1000,
    future,
    outcome: outcomeOf(ageMs, freshnessMs, future > 0 || mixedOffsets || lacksWindows(current)),
    reason: [ageSentence(times, ageMs, freshnessMs), ...oddities(times, current)].join(' '),
  };
}

interface Times {
  /** Of those that are not in the future. */
  readonly newest: number | null;
  readonly future: number;
  readonly mixedOffsets: boolean;
  /** Whether times are numbers that are none since 1970. */
  readonly isNumber: boolean;
}

/** By the profile of the time where there is one, else by the span. */
function timesOf({ whole, span }: Profiled, time: string, now: Date): Times {
  const profile = whole.columns.get(time);
  const number = parseNumber(span?.end ?? '');
  if (!Number.isNaN(number)) return timesOfNumber(number * unitOf(number), now);
  if (profile?.kind === 'time') {
    const { last, future, mixedOffsets } = profile;
    return { newest: last, future, mixedOffsets, isNumber: false };
  }
  // It ends with the newest that is not in the future.
  const newest = span === null ? Number.NaN : instantOf(span.end);
  const isKnown = newest <= now.getTime();
  return { newest: isKnown ? newest : null, future: 0, mixedOffsets: false, isNumber: false };
}

/** Numbers since 1970 have the unit that the newest of them says, as where windows are cut. */
function timesOfNumber(newest: number, now: Date): Times {
  const isKnown = newest >= earliestNumber && newest <= now.getTime();
  return { newest: isKnown ? newest : null, future: 0, mixedOffsets: false, isNumber: !isKnown };
}

function lacksWindows({ whole, windows, withoutWindow }: Profiled): boolean {
  return windows.length > 0 && withoutWindow >= mostWithoutWindow * whole.rows;
}

/** What else is to be said of the times. */
function oddities(
  { future, mixedOffsets }: Times,
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
      `${rowsAre(others)} in no window, for the time there is missing, cannot be read or lies in the future.`,
    );
  }
  return sentences;
}

function rowsAre(rows: number): string {
  return `${formatCount(rows, 'row')} ${rows === 1 ? 'is' : 'are'}`;
}

function ageSentence(
  { newest, isNumber }: Times,
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
