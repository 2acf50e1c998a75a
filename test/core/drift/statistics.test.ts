import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../core/statistics/benjamini-hochberg.ts';
import { chiSquareSurvival } from '../../../core/drift/chi-square.ts';
import { driftStatistics } from '../../../core/drift/index.ts';
import { kolmogorovSurvival } from '../../../core/drift/kolmogorov-smirnov.ts';
import { type Comparison, pairOf } from '../../../core/drift/statistic.ts';
import { statisticFor } from '../../../core/drift/statistics.ts';
import { sizeThreshold } from '../../../core/drift/thresholds.ts';
import type { ColumnProfile } from '../../../core/profile/profile.ts';
import { smallestRise, twoProportions } from '../../../core/drift/two-proportions.ts';
import { upperQuantile } from '../../../core/drift/upper-quantile.ts';
import { countsOf, levelsOf, numbersOf } from './profiles.ts';
import golden from './golden/drift.json' with { type: 'json' };

const digits = 9;

function cubes(values: readonly number[]): number[] {
  return values.map((value) => value ** 3 + 7);
}

function compareNumbers(
  reference: readonly number[],
  current: readonly number[],
): Comparison | null {
  return comparison(numbersOf(reference), numbersOf(current));
}

function compareCounts(
  reference: readonly number[],
  current: readonly number[],
): Comparison | null {
  return comparison(levelsOf(countsOf(reference)), levelsOf(countsOf(current)));
}

function comparison(reference: ColumnProfile, current: ColumnProfile): Comparison | null {
  const pair = pairOf(reference, current);
  return pair === null ? null : statisticFor(reference.kind).compare(pair);
}

describe("scipy's values", () => {
  it.each(golden.kolmogorovSmirnov)('Kolmogorov-Smirnov, $name', (expected) => {
    const found = compareNumbers(expected.reference, expected.current);
    expect(found?.statistic).toBeCloseTo(expected.statistic, digits);
    expect(found?.size).toBeCloseTo(expected.statistic, digits);
    expect(found?.pValue).toBeCloseTo(expected.pValue, digits);
  });

  it.each(golden.kolmogorovSurvival)("Kolmogorov's limit at $x", ({ x, p }) => {
    expect(kolmogorovSurvival(x)).toBeCloseTo(p, digits);
  });

  it.each(golden.kolmogorovQuantile)("Kolmogorov's quantile at $alpha", ({ alpha, x }) => {
    expect(upperQuantile(kolmogorovSurvival, alpha)).toBeCloseTo(x, 7);
  });

  it.each(golden.chiSquare)('chi-square, $name', (expected) => {
    const found = compareCounts(expected.reference, expected.current);
    expect(found?.statistic).toBeCloseTo(expected.statistic, digits);
    expect(found?.pValue).toBeCloseTo(expected.pValue, digits);
    expect(found?.size).toBeCloseTo(expected.size, digits);
  });

  it.each(golden.chiSquareQuantile)('chi-square quantile, $freedom df, $alpha', (expected) => {
    const { alpha, freedom, x } = expected;
    expect(upperQuantile((y) => chiSquareSurvival(y, freedom), alpha)).toBeCloseTo(x, 7);
  });

  it('Benjamini-Hochberg', () => {
    const adjusted = benjaminiHochberg(golden.benjaminiHochberg.pValues);
    for (const [index, expected] of golden.benjaminiHochberg.adjusted.entries()) {
      expect(adjusted[index]).toBeCloseTo(expected, digits);
    }
  });

  it.each(golden.twoProportions)(
    'two proportions, $a of $n and $b of $m',
    ({ a, n, b, m, pValue }) => {
      expect(twoProportions({ hits: a, rows: n }, { hits: b, rows: m })).toBeCloseTo(
        pValue,
        digits,
      );
    },
  );
});

describe('the smallest rise of a share that is significant', () => {
  it.each(golden.smallestRise)('from $a of $n, in $m rows, at $alpha', (expected) => {
    const { a, n, m, alpha, rise } = expected;
    expect(smallestRise({ hits: a, rows: n }, m, alpha)).toBeCloseTo(rise, digits);
  });

  it('is none where not even all rows would be one', () => {
    expect(smallestRise({ hits: 990, rows: 1000 }, 200, 0.001)).toBeNull();
    expect(smallestRise({ hits: 1000, rows: 1000 }, 200, 0.01)).toBeNull();
  });
});

describe('statistics', () => {
  const samples = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 });
  const counts = fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { minLength: 2, maxLength: 8 });

  it('have unique ids, and one for each kind', () => {
    expect(driftStatistics.map(({ id }) => id)).toEqual(['kolmogorov-smirnov', 'chi-square']);
    expect(new Set(driftStatistics.map(({ compares }) => compares)).size).toBe(2);
  });

  it('are those of the list, with a threshold of their own in the configuration', () => {
    for (const kind of ['numeric', 'text', 'categorical', 'time'] as const) {
      expect(driftStatistics).toContain(statisticFor(kind));
    }
    const configured = { numeric: 0.3, categorical: 0.4 };
    const thresholds = (['numeric', 'categorical'] as const).map((kind) => [
      sizeThreshold(statisticFor(kind), configured, undefined).threshold,
      sizeThreshold(statisticFor(kind), {}, undefined).threshold,
    ]);
    expect(thresholds).toEqual([
      [0.3, 0.1],
      [0.4, 0.1],
    ]);
  });

  it('compare nothing where a side is empty or of another kind', () => {
    expect(compareNumbers([], [1])).toBeNull();
    expect(compareCounts([], [300])).toBeNull();
    expect(pairOf(numbersOf([1]), levelsOf(new Map([['a', 1]])))).toBeNull();
    expect(pairOf(levelsOf(new Map([['a', 1]])), numbersOf([1]))).toBeNull();
  });

  it('are the same with the sides exchanged', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const [there, back] = [compareNumbers(a, b), compareNumbers(b, a)];
        expect(back?.statistic).toBeCloseTo(there?.statistic ?? Number.NaN, 12);
        expect(back?.pValue).toBeCloseTo(there?.pValue ?? Number.NaN, 12);
      }),
    );
    fc.assert(
      fc.property(counts, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const [there, back] = [compareCounts(a, b), compareCounts(b, a)];
        if (there === null) expect(back).toBeNull();
        else expect(back?.statistic).toBeCloseTo(there.statistic, 9);
      }),
    );
  });

  it('Kolmogorov-Smirnov depends on the order of values only, and is 0 for alike samples', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        expect(compareNumbers(cubes(a), cubes(b))?.statistic).toBe(compareNumbers(a, b)?.statistic);
        expect(compareNumbers(a, a)).toMatchObject({ statistic: 0, pValue: 1 });
      }),
    );
  });

  it('chi-square keeps its size within 0 and 1, and does not depend on the order of levels', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [a, b] = [countsOf(pairs.map(([x]) => x)), countsOf(pairs.map(([, y]) => y))];
        const there = comparison(levelsOf(a), levelsOf(b));
        const [c, d] = [new Map([...a].toReversed()), new Map([...b].toReversed())];
        const back = comparison(levelsOf(c), levelsOf(d));
        if (there === null) return;
        expect(there.size).toBeGreaterThanOrEqual(0);
        expect(there.size).toBeLessThanOrEqual(1);
        expect(back?.pValue).toBeCloseTo(there.pValue, 9);
      }),
    );
  });

  it('chi-square pools rare levels up to an expected count of 5', () => {
    const found = compareCounts([300, 200, 1, 2, 3, 1], [300, 200, 3, 2, 1, 1]);
    const pooled = compareCounts([300, 200, 7], [300, 200, 7]);
    expect(found?.statistic).toBeCloseTo(pooled?.statistic ?? Number.NaN, 12);
  });

  it('chi-square adds a pool that is itself rare to the smallest level', () => {
    expect(compareCounts([300, 100, 1], [300, 100, 2])?.statistic).toBeCloseTo(
      compareCounts([300, 101], [300, 102])?.statistic ?? Number.NaN,
      12,
    );
  });

  it('chi-square compares nothing where every level is rare, and finds nothing in one level', () => {
    expect(compareCounts(Array(300).fill(1), Array(300).fill(1))).toBeNull();
    const constant = compareCounts([500], [400]);
    expect(constant).toMatchObject({ statistic: 0, pValue: 1, size: 0 });
    expect(constant?.smallestSignificant(0.01)).toBeNull();
  });

  it('the smallest significant size is where the p-value reaches the level', () => {
    const found = compareNumbers(
      Array.from({ length: 400 }, (_, i) => i),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    const size = found?.smallestSignificant(0.01) ?? Number.NaN;
    expect(kolmogorovSurvival(size * Math.sqrt((400 * 10) / 410))).toBeCloseTo(0.01, 9);
  });

  it('adjusted p-values are never below the raw ones, keep their order, and none is above 1', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(pValues, (raw) => {
        const adjusted = benjaminiHochberg(raw);
        for (const [i, p] of raw.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, q] of raw.entries()) {
            if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 1);
          }
        }
      }),
    );
  });
});
