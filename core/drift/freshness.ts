import type { FeatureOutcome, Freshness } from '../../schemas/types.ts';
import { formatWhole } from '../report/number.ts';
import type { Profiled } from '../profile/profile.ts';
import { durationWords } from '../time/duration.ts';
import { instantOf, isoOf } from '../time/instant.ts';
import type { DriftFacts } from './facts.ts';

/** How old the newest row of the current data is; null without a time, or where it is a number and no age is asked for. */
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
    outcome: outcomeOf(ageMs, freshnessMs, future > 0 || mixedOffsets),
    reason: [ageSentence(times, ageMs, freshnessMs), ...oddities(times, current)].join(' '),
  };
}

interface Times {
  /** Of those that are not in the future. */
  readonly newest: number | null;
  readonly future: number;
  readonly mixedOffsets: boolean;
  /** Whether times are numbers, whose unit nobody knows. */
  readonly isNumber: boolean;
}

/** By the profile of the time where there is one, else by the span. */
function timesOf({ whole, span }: Profiled, time: string, now: Date): Times {
  const profile = whole.columns.get(time);
  if (profile?.kind === 'time') {
    const { last, future, mixedOffsets } = profile;
    return { newest: last, future, mixedOffsets, isNumber: false };
  }
  // It ends with the newest that is not in the future.
  const newest = span === null ? Number.NaN : instantOf(span.end);
  const isNumber = span !== null && Number.isNaN(newest);
  const isKnown = newest <= now.getTime();
  return { newest: isKnown ? newest : null, future: 0, mixedOffsets: false, isNumber };
}

/** What else is to be said of the times. */
function oddities(
  { future, mixedOffsets }: Times,
  { windows, withoutWindow }: Profiled,
): readonly string[] {
  const sentences: string[] = [];
  if (future > 0) {
    sentences.push(
      `Of the rows, ${formatWhole(future)} are later than the moment of monitoring and are in no window: look at the clock or the time zone of what writes them.`,
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
      `Of the rows, ${formatWhole(others)} are in no window, for their time is missing, cannot be read or lies in the future.`,
    );
  }
  return sentences;
}

function ageSentence(
  { newest, isNumber }: Times,
  ageMs: number | null,
  limitMs: number | null,
): string {
  if (newest === null || ageMs === null) {
    return isNumber
      ? 'The times are numbers, so the age of the newest row is not known: write ISO 8601, such as 2011-05-01T13:00Z.'
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
