import { describe, expect, it } from 'vitest';
import { distinctCounter } from '../../../core/sketch/distinct.ts';
import { levelCounter } from '../../../core/sketch/level-counter.ts';

describe('a counter of levels', () => {
  it('keeps hundreds of thousands of levels out of memory, and says about how many there were', () => {
    const counter = levelCounter();
    counter.add('common', 0, 50_000);
    for (let level = 0; level < 300_000; level++) counter.add(`level ${level}`, 0, 1);
    const { levels, rest, singles } = counter.counted([0]);
    expect(levels.size).toBe(10_000);
    expect(levels.get('common')).toBe(50_000);
    const named = [...levels.values()].reduce((sum, rows) => sum + rows, 0);
    expect(named + rest.rows).toBe(350_000);
    expect(rest.levels / 290_001).toBeCloseTo(1, 1);
    expect(singles / 300_000).toBeCloseTo(1, 0);
  });

  it('does not keep texts without end', () => {
    const counter = levelCounter();
    for (let level = 0; level < 40; level++) {
      counter.add(`${level}`.padEnd(2 ** 20, '.'), 0, 2);
    }
    const { levels, rest } = counter.counted([0]);
    expect(levels.size).toBe(32);
    expect(rest).toEqual({ levels: 8, rows: 16 });
  });

  it('names the levels of the newest group as those of the first, however many groups there are', () => {
    const counter = levelCounter();
    for (let group = 0; group < 30; group++) {
      for (let level = 0; level < 5_000; level++) counter.add(`level ${level}`, group, 2);
    }
    const whole = { levels: 0, rows: 0 };
    expect(counter.counted([29])).toMatchObject({ rest: whole, singles: 0 });
    expect(counter.counted([29]).levels.size).toBe(5_000);
    expect(counter.counted([0, 29]).levels.get('level 4999')).toBe(4);
  });

  it('shares the room for names with the other columns of a wide table', () => {
    const counter = levelCounter(10_000);
    for (let level = 0; level < 500; level++) counter.add(`level ${level}`, 0, 2);
    const { levels, rest } = counter.counted([0]);
    expect([levels.size, rest.rows]).toEqual([400, 200]);
  });

  it('adds up the levels of several groups', () => {
    const counter = levelCounter();
    counter.add('a', 0, 2);
    counter.add('a', 3, 1);
    counter.add('b', 3, 1);
    expect(counter.counted([0, 3])).toEqual({
      levels: new Map([
        ['a', 3],
        ['b', 1],
      ]),
      rest: { levels: 0, rows: 0 },
      singles: 1,
    });
    expect(counter.counted([0]).levels).toEqual(new Map([['a', 2]]));
  });
});

describe('a counter of different texts', () => {
  it.each([1_000, 30_000, 200_000])('is right within 5 percent about %i texts', (count) => {
    const counter = distinctCounter(100);
    for (let text = 0; text < count; text++) {
      counter.add(`user-${text}`);
      counter.add(`user-${text}`);
    }
    expect(Math.abs(counter.count() / count - 1)).toBeLessThan(0.05);
  });
});
