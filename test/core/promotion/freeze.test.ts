import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeAt, nextFreezeChange } from '../../../core/promotion/freeze.ts';
import { type FreezeWindow, freezeWindow } from '../../../core/promotion/freeze-window.ts';
import type { FreezeConfig } from '../../../schemas/types.ts';

function windows(...freezes: readonly Omit<FreezeConfig, 'reason'>[]): readonly FreezeWindow[] {
  return freezes.map((freeze, index) => {
    const window = freezeWindow({ ...freeze, reason: `reason ${index}` });
    if (!window.ok) throw new Error(window.reason.ending);
    return window.value;
  });
}

const until = (all: readonly FreezeWindow[], at: string): string | null | undefined =>
  freezeAt(all, new Date(at))?.until?.toISOString() ?? (freezeAt(all, new Date(at)) && null);

describe('a freeze between two moments', () => {
  const berlin = windows({ from: '2026-12-20', until: '2027-01-03', timezone: 'Europe/Berlin' });

  it('begins with the first day in its zone and ends with the last', () => {
    expect(until(berlin, '2026-12-19T22:59:59Z')).toBeNull();
    expect(until(berlin, '2026-12-19T23:00:00Z')).toBe('2027-01-03T23:00:00.000Z');
    expect(until(berlin, '2027-01-03T22:59:59Z')).toBe('2027-01-03T23:00:00.000Z');
    expect(freezeAt(berlin, new Date('2027-01-03T23:00:00Z'))).toBeNull();
  });

  it('may be told to the second, with the zone in the time', () => {
    const times = windows({ from: '2026-12-20T18:00:00+01:00', until: '2026-12-20T19:00:00Z' });
    expect(until(times, '2026-12-20T17:00:00Z')).toBe('2026-12-20T19:00:00.000Z');
    expect(nextFreezeChange(times, new Date('2026-01-01T00:00:00Z'))?.toISOString()).toBe(
      '2026-12-20T17:00:00.000Z',
    );
    expect(nextFreezeChange(times, new Date('2026-12-20T19:00:00Z'))).toBeNull();
  });
});

describe('a freeze of each week', () => {
  it('lasts into the next day where it ends at an earlier time of day', () => {
    const night = windows({ days: ['fri'], from: '18:00', until: '06:00' });
    // 2026-01-02 is a Friday.
    expect(until(night, '2026-01-02T17:59:59Z')).toBeNull();
    expect(until(night, '2026-01-02T18:00:00Z')).toBe('2026-01-03T06:00:00.000Z');
    expect(until(night, '2026-01-03T05:59:59Z')).toBe('2026-01-03T06:00:00.000Z');
    expect(freezeAt(night, new Date('2026-01-03T06:00:00Z'))).toBeNull();
  });

  it('ends with the last of those that follow without a gap', () => {
    const weekend = windows({ days: ['fri'], from: '18:00' }, { days: ['sat', 'sun'] });
    expect(until(weekend, '2026-01-02T20:00:00Z')).toBe('2026-01-05T00:00:00.000Z');
    expect(freezeAt(weekend, new Date('2026-01-03T20:00:00Z'))?.reason).toBe('reason 1');
  });

  it('has no end in sight where it holds all the week', () => {
    const always = windows({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] });
    expect(freezeAt(always, new Date('2026-01-02T20:00:00Z'))?.until).toBeNull();
    expect(nextFreezeChange(always, new Date('2026-01-02T20:00:00Z'))).toBeNull();
  });

  it('goes on with a range that begins before it ends, and after that with the next week', () => {
    const mixed = windows(
      { days: ['fri'], from: '18:00' },
      { from: '2026-01-03', until: '2026-02-27' },
      { days: ['sat', 'sun'] },
    );
    // The 27th of February is a Friday.
    expect(until(mixed, '2026-01-02T20:00:00Z')).toBe('2026-03-02T00:00:00.000Z');
  });

  it('is told in good time, however many there are', () => {
    const every = Array.from({ length: 96 }, (_, quarter) => ({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'] as FreezeConfig['days'] & string[],
      from: text(quarter * 15),
      until: quarter === 95 ? '24:00' : text(quarter * 15 + 15),
      timezone: 'Europe/Berlin',
    }));
    expect(until(windows(...every), '2026-01-05T00:00:00Z')).toBe('2026-01-09T23:00:00.000Z');
  });

  it('goes with the clocks of its zone when they are set', () => {
    const evening = windows({
      days: ['sat', 'sun'],
      from: '20:00',
      until: '22:00',
      timezone: 'Europe/Berlin',
    });
    // The clocks go forward on the 29th of March 2026.
    expect(until(evening, '2026-03-28T20:30:00Z')).toBe('2026-03-28T21:00:00.000Z');
    expect(until(evening, '2026-03-29T19:30:00Z')).toBe('2026-03-29T20:00:00.000Z');
  });

  it('holds through an hour that comes twice, and from the hour that never comes', () => {
    const night = windows({
      days: ['sun'],
      from: '02:30',
      until: '03:30',
      timezone: 'Europe/Berlin',
    });
    // Back from 03:00 to 02:00 on the 25th of October 2026, at 01:00 UTC.
    expect(until(night, '2026-10-25T00:30:00Z')).toBe('2026-10-25T02:30:00.000Z');
    expect(until(night, '2026-10-25T01:15:00Z')).toBe('2026-10-25T02:30:00.000Z');
    // Forward from 02:00 to 03:00 on the 29th of March 2026, at 01:00 UTC.
    expect(until(night, '2026-03-29T01:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });
});

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const clock = fc.integer({ min: 0, max: 23 * 60 + 59 });
const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const weekly = fc
  .record({
    days: fc.subarray([...days], { minLength: 1 }),
    from: clock,
    length: fc.integer({ min: 1, max: 24 * 60 - 1 }),
    timezone: fc.constantFrom(...zones),
  })
  .map(({ days: some, from, length, timezone }) => ({
    days: some,
    from: text(from),
    until: text((from + length) % (24 * 60)),
    timezone,
  }));

/** What a clock on the wall shows, told apart from our own reckoning. */
function wall(at: Date, timeZone: string): { day: number; minutes: number } {
  const options = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const day = days.findIndex((name) => name === part('weekday').toLowerCase());
  return { day, minutes: Number(part('hour')) * 60 + Number(part('minute')) };
}

describe('any freeze of each week at any moment', () => {
  it('holds exactly while the clocks of its zone show its hours, but near where they are set', () => {
    fc.assert(
      fc.property(weekly, moment, (freeze, at) => {
        const offset = (ms: number): number => {
          const there = wall(new Date(at.getTime() + ms), freeze.timezone);
          const utc = wall(new Date(at.getTime() + ms), 'UTC');
          return (there.minutes - utc.minutes + 2880) % 1440;
        };
        fc.pre(offset(-86_400_000) === offset(86_400_000));
        const { day, minutes } = wall(at, freeze.timezone);
        const [from, end] = [freeze.from, freeze.until].map(
          (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
        ) as [number, number];
        const on = (which: number): boolean => freeze.days.includes(days[(which + 7) % 7] ?? 'sun');
        const over = end <= from;
        const expected = over
          ? (on(day) && minutes >= from) || (on(day - 1) && minutes < end)
          : on(day) && minutes >= from && minutes < end;
        expect(freezeAt(windows(freeze), at) !== null).toBe(expected);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('is over when it says, and not a moment before; and what comes next is not missed', () => {
    fc.assert(
      fc.property(fc.array(weekly, { minLength: 1, maxLength: 3 }), moment, (freezes, at) => {
        const all = windows(...freezes);
        const frozen = freezeAt(all, at);
        const next = nextFreezeChange(all, at);
        if (next === null) return;
        expect(next.getTime()).toBeGreaterThan(at.getTime());
        expect(freezeAt(all, next) === null).toBe(frozen !== null);
        expect(freezeAt(all, new Date(next.getTime() - 1)) === null).toBe(frozen === null);
        if (frozen !== null) expect(frozen.until).toEqual(next);
        const middle = new Date((at.getTime() + next.getTime()) / 2);
        expect(freezeAt(all, middle) === null).toBe(frozen === null);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
