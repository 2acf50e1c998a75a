import { describe, expect, it } from 'vitest';
import { random } from '../../../core/statistics/random.ts';
import { normalQuantile } from '../../../core/statistics/normal.ts';
import { rowsNeeded, smallestDetectable } from '../../../core/statistics/rows-needed.ts';
import { wear } from '../../../core/statistics/wear.ts';

/** The mean, over many trials, of the largest of so many normal errors. */
function meanOfBest(count: number): number {
  const { uniform } = random('wear');
  const trials = 2000;
  let sum = 0;
  for (let trial = 0; trial < trials; trial++) {
    sum += Math.max(...Array.from({ length: count }, () => normalQuantile(uniform())));
  }
  return sum / trials;
}

function worn(judged: number, tolerance: number): boolean | undefined {
  return wear({ judged, standardError: 0.01, tolerance })?.worn;
}

describe('the wear of an evaluation set', () => {
  it.each([2, 10, 100])(
    'bounds the luck of the best of %i equally good models, and not by much more',
    (judged) => {
      const { luck = 0 } = wear({ judged, standardError: 1, tolerance: 1 }) ?? {};
      const best = meanOfBest(judged);
      expect(luck).toBeGreaterThan(best);
      expect(luck).toBeLessThan(best + 0.7);
    },
  );

  it('is none after the first pull request', () => {
    for (const judged of [0, 1]) {
      expect(wear({ judged, standardError: 1, tolerance: 0 })).toEqual({ luck: 0, worn: false });
    }
  });

  it('shows where luck exceeds the tolerance, but not before ten pull requests', () => {
    expect([worn(9, 0.001), worn(10, 0.001)]).toEqual([false, true]);
    // 0.01 sqrt(2 ln 100) = 0.0303
    expect([worn(100, 0.0304), worn(100, 0.0302)]).toEqual([false, true]);
  });

  it('shows without a tolerance where luck exceeds what the rows can tell apart, after 51 pull requests', () => {
    expect([worn(50, 0), worn(51, 0)]).toEqual([false, true]);
  });

  it('is not known without a standard error', () => {
    expect(wear({ judged: 20, standardError: Number.NaN, tolerance: 0 })).toBeNull();
    expect(wear({ judged: 20, standardError: 1, tolerance: Number.NaN })).toBeNull();
  });
});

describe('what rows can show', () => {
  it('is a difference of 2.8 standard errors at least', () => {
    expect(smallestDetectable(1)).toBeCloseTo(2.8016, 4);
    expect(smallestDetectable(0)).toBe(0);
  });

  it('grows with the root of the rows: four times as many halve the distance that is decided', () => {
    const facts = { rows: 1000, standardError: 1, reach: 2 };
    expect(rowsNeeded({ ...facts, distance: 1 })).toBe(4000);
    expect(rowsNeeded({ ...facts, distance: 0.5 })).toBe(16_000);
    expect(rowsNeeded({ ...facts, distance: 0.3 })).toBe(44_445);
  });

  it('is more than the rows that there are, and null where no reasonable number decides', () => {
    const facts = { rows: 1000, standardError: 1, reach: 2 };
    expect(rowsNeeded({ ...facts, distance: 50 })).toBe(1001);
    expect(rowsNeeded({ ...facts, distance: 0.002 })).toBe(1e9);
    expect(rowsNeeded({ ...facts, distance: 0.0019 })).toBeNull();
    expect(rowsNeeded({ ...facts, distance: 0 })).toBeNull();
    expect(rowsNeeded({ ...facts, standardError: 0, distance: 0 })).toBeNull();
  });
});
