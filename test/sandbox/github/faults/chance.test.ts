import { describe, expect, it } from 'vitest';
import { chanceOf, pick } from '../../../../sandbox/github/faults/chance.ts';

describe('chance', () => {
  it('gives the same numbers for the same seed, whatever is drawn in between', () => {
    const [one, other] = [chanceOf(7), chanceOf(7)];
    const first = [one('GET /a')(), one('GET /b')(), one('GET /a')()];
    const later = [other('GET /b')(), other('GET /a')(), other('GET /a')()];
    expect(later).toEqual([first[1], first[0], first[2]]);
  });

  it('gives other numbers for another seed, another subject and the next occurrence', () => {
    const draws = chanceOf(7);
    const numbers = [draws('a')(), draws('a')(), draws('b')(), chanceOf(8)('a')()];
    expect(new Set(numbers).size).toBe(4);
  });

  it('is even, also over subjects that differ in their last letter only', () => {
    const draws = chanceOf(1);
    const numbers = Array.from({ length: 10_000 }, (_, at) => draws(`GET /pulls/${at % 500}`)());
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    // The standard error of the mean is 0.003.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(numbers.filter((number) => number < 0.1).length).toBeGreaterThan(900);
    expect(numbers.filter((number) => number < 0.1).length).toBeLessThan(1100);
  });

  it('picks by shares, and nothing beyond them', () => {
    const shares = [
      ['a', 0.1],
      ['b', undefined],
      ['c', 0.2],
    ] as const;
    expect([0, 0.099, 0.1, 0.299, 0.301, 0.999].map((number) => pick(number, shares))).toEqual([
      'a',
      'a',
      'c',
      'c',
      null,
      null,
    ]);
  });
});
