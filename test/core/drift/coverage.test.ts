import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../core/drift/statistic.ts';
import { statisticFor } from '../../../core/drift/statistics.ts';
import type { ColumnProfile } from '../../../core/profile/profile.ts';
import { normalCdf } from '../../../core/statistics/normal.ts';
import { normals, uniforms } from './fixture.ts';
import { countsOf, levelsOf, numbersOf } from './profiles.ts';

const repetitions = 250;

/** In how many of samples the interval holds the true size. */
function coverage(truth: number, sample: () => readonly [ColumnProfile, ColumnProfile]): number {
  let covered = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const [reference, current] = sample();
    const pair = pairOf(reference, current);
    const found = pair === null ? null : statisticFor(reference.kind).compare(pair)?.interval();
    const [lower, upper] = [found?.lower ?? Number.NaN, found?.upper ?? Number.NaN];
    if (lower <= truth && truth <= upper) covered += 1;
  }
  return covered / repetitions;
}

describe('the 95% interval', () => {
  it.for([
    [0, 1000, 300],
    [0.3, 1000, 300],
    [0.3, 300, 300],
    [1, 2000, 500],
  ] as const)(
    'of D covers it, at a shift of %d, %i and %i rows',
    async ([shift, n, m], { annotate }) => {
      const next = normals(21);
      const numbers = (rows: number, by: number): ColumnProfile =>
        numbersOf(Array.from({ length: rows }, () => next() + by));
      // Two normal distributions are furthest apart in their middle.
      const truth = normalCdf(shift / 2) - normalCdf(-shift / 2);
      const found = coverage(truth, () => [numbers(n, 0), numbers(m, shift)]);
      await annotate(`coverage of D = ${truth.toFixed(3)}, ${n} and ${m} rows: ${found * 100}%`);
      expect(found).toBeGreaterThanOrEqual(0.94);
    },
  );

  const even = [0.2, 0.2, 0.2, 0.2, 0.2];
  it.for([
    ['no', even, 1000, 300],
    ['a small', [0.25, 0.15, 0.2, 0.2, 0.2], 1000, 300],
    ['a large', [0.5, 0.1, 0.1, 0.2, 0.1], 600, 600],
  ] as const)(
    "of Cramér's V covers it, at %s difference of shares",
    async ([, shares, n, m], { annotate }) => {
      const uniform = uniforms(22);
      const levels = (rows: number, of: readonly number[]): ColumnProfile => {
        const counts = of.map(() => 0);
        for (let row = 0; row < rows; row++) {
          let [place, left] = [0, uniform()];
          while (place < of.length - 1 && left >= (of[place] ?? 1)) left -= of[place++] ?? 1;
          counts[place] = (counts[place] ?? 0) + 1;
        }
        return levelsOf(countsOf(counts));
      };
      const truth = Math.sqrt(divergence(even, shares, n, m));
      const found = coverage(truth, () => [levels(n, even), levels(m, shares)]);
      await annotate(`coverage of V = ${truth.toFixed(3)}, ${n} and ${m} rows: ${found * 100}%`);
      expect(found).toBeGreaterThanOrEqual(0.92);
    },
  );
});

/** Chi-square of shares themselves, by the row: V squared. */
function divergence(p: readonly number[], q: readonly number[], n: number, m: number): number {
  const [a, b] = [n / (n + m), m / (n + m)];
  return p.reduce((sum, share, place) => {
    const other = q[place] ?? 0;
    const both = a * share + b * other;
    return sum + (a * (share - both) ** 2 + b * (other - both) ** 2) / both;
  }, 0);
}
