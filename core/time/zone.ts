/** A time of day on a date, as a calendar and a clock on the wall show it. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Minutes since midnight; beyond a day's end it is the next day. */
  readonly minutes: number;
}

/** A time zone, by the table that the runtime has of them. */
export interface Zone {
  /** What the wall shows at a moment in milliseconds since 1970. */
  wallTime(at: number): WallTime;
  /**
   * The moment of a wall time. Where clocks are set back it comes twice, and where they are set forward never: `earliest`
   * gives the first moment that may be meant, `latest` the last.
   */
  moment(wall: WallTime, which: 'earliest' | 'latest'): number;
}

const dayMs = 24 * 60 * 60_000;

/** The zone of an IANA name, such as `Europe/Berlin`; null where there is none of that name. */
export function zoneOf(name: string): Zone | null {
  // Offsets such as +01:00 are no names: they know nothing of summer.
  if (!/^[A-Za-z]/.test(name)) return null;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: name });
  } catch {
    return null;
  }
  const offsetAt = (at: number): number => shown(format, at) - Math.floor(at / 1000) * 1000;
  return {
    wallTime(at) {
      const date = new Date(shown(format, at));
      return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        minutes: date.getUTCHours() * 60 + date.getUTCMinutes(),
      };
    },
    moment({ year, month, day, minutes }, which) {
      const wall = Date.UTC(year, month - 1, day, 0, minutes);
      // No zone changes its clocks twice within two days.
      const both = [wall - offsetAt(wall - dayMs), wall - offsetAt(wall + dayMs)];
      const real = both.filter((at) => at + offsetAt(at) === wall);
      const candidates = real.length === 0 ? both : real;
      return which === 'earliest' ? Math.min(...candidates) : Math.max(...candidates);
    },
  };
}

const fields = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** The wall time at a moment to the second, as if it were UTC. */
function shown(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
}
