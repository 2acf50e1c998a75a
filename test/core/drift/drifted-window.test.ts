import { describe, expect, it } from 'vitest';
import { driftedWindow, endsBefore, isWithin } from '../../../core/drift/drifted-window.ts';
import { instantOf } from '../../../core/time/instant.ts';
import type { DriftRecord } from '../../../schemas/types.ts';
import { drift } from '../report/drift.ts';

/** Which of these times lie in a window. */
function within(
  window: DriftRecord['window'],
  times: readonly string[],
  windows?: DriftRecord['windows'],
): readonly string[] {
  const bounds = driftedWindow(drift({ window, ...(windows === undefined ? {} : { windows }) }));
  if (bounds === null) throw new Error('It can not be read.');
  return times.filter((time) =>
    isWithin(bounds, bounds.as === 'numbers' ? Number(time) : instantOf(time)),
  );
}

describe('the window of a drift', () => {
  it('has its first and its last time in it', () => {
    const window = { start: '2011-05-01T00:00', end: '2011-05-31T23:00Z' };
    const inside = ['2011-05-01', '2011-05-31T23:00Z', '2011-06-01T00:30+02:00'];
    expect(within(window, [...inside, '2011-04-30T23:59', '2011-05-31T23:01', ''])).toEqual(inside);
  });

  it('has a day or a month that is named without a time in it as a whole', () => {
    const times = ['2011-05-31T23:59', '2011-06-01', '2011-06-30T23:59', '2011-07-01'];
    expect(within({ start: '2011-05-01', end: '2011-05-31' }, times)).toEqual(times.slice(0, 1));
    expect(within({ start: '2011-05', end: '2011-06' }, times)).toEqual(times.slice(0, 3));
    expect(
      within({ start: '2011-12', end: '2011-12' }, ['2011-12-31T23:59', '2012-01-01']),
    ).toEqual(['2011-12-31T23:59']);
  });

  it('ends before its end where it is one of several', () => {
    const window = { start: '2011-05-31T00:00:00Z', end: '2011-06-01T00:00:00Z' };
    const windows = [{ ...window, rows: 24, outcome: 'drift', drifted: 1 } as const];
    const times = ['2011-05-31', '2011-05-31T23:59:59', '2011-06-01'];
    expect(within(window, times, windows)).toEqual(times.slice(0, 2));
  });

  it('may be of numbers', () => {
    expect(within({ start: '10', end: '2e1' }, ['9.9', '10', '20', '20.1'])).toEqual(['10', '20']);
  });

  it.each([
    ['there is none', null],
    ['an end is no time', { start: '2011-05-01', end: 'later' }],
    ['one end is a number', { start: '2011-05-01', end: '20' }],
    ['it ends before it begins', { start: '2011-05-02', end: '2011-05-01T00:00' }],
  ])('is none where %s', (_, window) => {
    expect(driftedWindow(drift({ window }))).toBeNull();
  });
});

/** Whether a window of May with one end is before that with the other. */
function before(one: string, other: string): boolean {
  const [first, second] = [one, other].map((end) =>
    driftedWindow(drift({ window: { start: '2011-05-01', end } })),
  );
  return endsBefore(first ?? null, second ?? null);
}

describe('one window ends before another', () => {
  it('where its last time is earlier, and a day lasts to its end', () => {
    expect(before('2011-05-30', '2011-05-31T13:00:00Z')).toBe(true);
    expect(before('2011-05-31', '2011-05-31T13:00:00Z')).toBe(false);
    expect(before('2011-05-31', '2011-05-31')).toBe(false);
    expect(before('2011-05-31T12:00:00Z', '2011-05-31')).toBe(true);
  });

  it('not where they can not be compared', () => {
    const numbers = driftedWindow(drift({ window: { start: '1', end: '2' } }));
    const days = driftedWindow(drift({ window: { start: '2011-05-01', end: '2011-05-02' } }));
    expect([endsBefore(numbers, days), endsBefore(null, days), endsBefore(days, null)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
