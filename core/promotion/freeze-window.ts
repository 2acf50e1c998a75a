import type { FreezeConfig } from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import { type Zone, zoneOf } from '../time/zone.ts';

/** A time in which nothing is promoted. Moments are in milliseconds since 1970; the end is not part of it. */
export type FreezeWindow =
  | {
      readonly kind: 'range';
      readonly start: number;
      readonly end: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'weekly';
      /** 0 is Sunday. */
      readonly days: ReadonlySet<number>;
      /** Minutes of the day. */
      readonly from: number;
      /** Minutes since the midnight at which the day of the beginning began; more than a day's for the next day. */
      readonly until: number;
      readonly zone: Zone;
      readonly reason: string;
    };

/** What is wrong with a freeze: at which of its keys, and the end of a sentence about that key. */
export interface FreezeProblem {
  readonly key: keyof FreezeConfig | null;
  readonly ending: string;
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const dayMinutes = 24 * 60;

/** Reads a freeze of the configuration, or says why it is none. */
export function freezeWindow(freeze: FreezeConfig): Result<FreezeWindow, FreezeProblem> {
  const zone = zoneOf(freeze.timezone ?? 'UTC');
  if (zone === null) {
    return wrong(
      'timezone',
      `is no time zone: ${JSON.stringify(freeze.timezone)}. Write its IANA name, such as Europe/Berlin.`,
    );
  }
  return freeze.days === undefined ? range(freeze, zone) : weekly(freeze, freeze.days, zone);
}

function range(
  { from, until, reason }: FreezeConfig,
  zone: Zone,
): Result<FreezeWindow, FreezeProblem> {
  if (from === undefined || until === undefined) {
    return wrong(null, 'must say when it is: from and until, or days.');
  }
  const start = momentOf(from, zone, 'start');
  if (start === null) return wrong('from', notAMoment(from));
  const end = momentOf(until, zone, 'end');
  if (end === null) return wrong('until', notAMoment(until));
  if (end <= start) return wrong('until', `must be after from, ${from}, and is ${until}.`);
  return ok({ kind: 'range', start, end, reason });
}

function weekly(
  { from = '00:00', until = '24:00', reason }: FreezeConfig,
  names: NonNullable<FreezeConfig['days']>,
  zone: Zone,
): Result<FreezeWindow, FreezeProblem> {
  const start = minutesOf(from);
  if (start === null || start === dayMinutes) return wrong('from', notATime(from));
  const end = minutesOf(until);
  if (end === null) return wrong('until', notATime(until));
  if (end === start) return wrong('until', `must be another time of day than from, ${from}.`);
  const days = new Set(names.map((name) => dayNames.indexOf(name)));
  const over = end < start ? end + dayMinutes : end;
  return ok({ kind: 'weekly', days, from: start, until: over, zone, reason });
}

function wrong(key: FreezeProblem['key'], ending: string): Result<never, FreezeProblem> {
  return failed({ key, ending });
}

const notAMoment = (text: string): string =>
  `must be a date, such as 2026-12-20, or a time of RFC 3339, such as 2026-12-20T18:00:00+01:00, and is ${JSON.stringify(text)}.`;

const notATime = (text: string): string =>
  `must be a time of day beside days, such as 18:00, and is ${JSON.stringify(text)}.`;

/** A date begins at its first moment in the zone, and ends at the next day's first. */
function momentOf(text: string, zone: Zone, edge: 'start' | 'end'): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return instantOf(text);
  if (!isDate(text)) return null;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return edge === 'start'
    ? zone.moment({ ...date, minutes: 0 }, 'earliest')
    : zone.moment({ ...date, minutes: dayMinutes }, 'latest');
}

/** The date of RFC 3339 is checked apart: the runtime takes the 30th of February for a day in March. */
function instantOf(text: string): number | null {
  const [, date] =
    /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return null;
  const at = Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total <= dayMinutes ? total : null;
}
