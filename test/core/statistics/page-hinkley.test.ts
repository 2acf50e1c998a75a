import { describe, expect, it } from 'vitest';
import { pageHinkley } from '../../../core/statistics/page-hinkley.ts';
import { normals } from '../performance/fixture.ts';

function series(seed: number, length: number, step: number, from: number): number[] {
  const normal = normals(seed);
  return Array.from({ length }, (_, index) => 40 + 2 * (normal() + (index >= from ? step : 0)));
}

function found(length: number, step: number, from: number, repetitions: number): number {
  const alarms = Array.from({ length: repetitions }, (_, index) =>
    pageHinkley(series(1 + 101 * index, length, step, from)),
  );
  return alarms.filter((alarm) => alarm !== null).length / repetitions;
}

describe('a change in a series of window values', () => {
  it.each([7, 12, 20, 30])(
    'is reported in at most 1 of 100 series of %i windows without one',
    (length) => {
      expect(found(length, 0, length, 3000)).toBeLessThanOrEqual(0.01);
    },
  );

  it('of 3 standard deviations is found within 3 windows mostly, and one of 4 nearly always', () => {
    expect(found(30, 3, 27, 1000)).toBeGreaterThan(0.7);
    expect(found(30, 4, 27, 1000)).toBeGreaterThan(0.95);
  });

  it('is dated from its first window', () => {
    const steps = [...series(5, 24, 0, 24), 80, 81, 79];
    expect(pageHinkley(steps)).toEqual({ at: 24, direction: 'up' });
    expect(pageHinkley(steps.map((value) => -value))).toEqual({ at: 24, direction: 'down' });
  });

  it('is dated in the series as given, with windows that have no value', () => {
    const steps: (number | null)[] = [null, ...series(5, 24, 0, 24), null, 80, Number.NaN, 81, 79];
    expect(pageHinkley(steps)).toEqual({ at: 26, direction: 'up' });
  });

  it('is never found where there is nothing to tell it by', () => {
    for (const one of [[], [1], [1, 2, 3, 4, 500], Array.from({ length: 40 }, () => 3)]) {
      expect(pageHinkley(one)).toBeNull();
    }
    expect(pageHinkley([1, 1, 1, 1, 1, 1, 900])).toBeNull();
    expect(pageHinkley([null, null, null, null, null, null, null])).toBeNull();
  });
});
