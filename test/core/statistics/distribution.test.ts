import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DifferenceDistribution,
  mirrored,
  probabilityAtLeast,
  probabilityAtMost,
  pValueOf,
} from '../../../core/statistics/distribution.ts';
import { intervalPlaces, levelScores, quantileLevels } from '../../../core/statistics/levels.ts';
import { normalCdf } from '../../../core/statistics/normal.ts';

const digits = 12;
const number = fc.double({ min: -50, max: 50, noNaN: true });

/** Any ascending quantiles, with ties. */
const resampled = fc
  .tuple(
    number,
    fc.array(fc.constantFrom(0, 0, 0.1, 0.5, 2), {
      minLength: quantileLevels.length - 1,
      maxLength: quantileLevels.length - 1,
    }),
    fc.constantFrom(0, 0.3, 4),
  )
  .map(([first, steps, standardError]): DifferenceDistribution => {
    const quantiles = [first];
    for (const step of steps) quantiles.push((quantiles.at(-1) ?? 0) + step);
    return { kind: 'resampled', quantiles, standardError };
  });
const symmetric = fc.record({
  kind: fc.constant('symmetric' as const),
  centre: number,
  standardError: fc.constantFrom(0, 0.1, 3),
  freedom: fc.constantFrom(null, 1, 4, 30),
});
const distributions = fc.oneof(resampled, symmetric);

function normal(mean: number, standardError: number): DifferenceDistribution {
  const quantiles = levelScores.map((score) => mean + score * standardError);
  return { kind: 'resampled', quantiles, standardError };
}

describe('the distribution of a difference', () => {
  it('has at the ends of its 95% interval the tail probability 2.5%', () => {
    const quantiles = quantileLevels.map((level) => Math.exp(3 * level));
    const skewed = { kind: 'resampled', quantiles, standardError: 1 } as const;
    const low = quantiles[intervalPlaces.low] ?? 0;
    const high = quantiles[intervalPlaces.high] ?? 0;
    expect(probabilityAtMost(skewed, low)).toBeCloseTo(0.025, digits);
    expect(probabilityAtLeast(skewed, high)).toBeCloseTo(0.025, digits);
  });

  it('that was resampled from a normal one is that, between its quantiles and beyond them', () => {
    for (const score of [-9, -4, -3, -1.23, 0, 0.4, 2.5, 5]) {
      const probability = probabilityAtMost(normal(2, 0.5), 2 + score * 0.5);
      expect(probability / normalCdf(score)).toBeCloseTo(1, 9);
    }
  });

  it('has no floor: far beyond the draws its tails go on falling', () => {
    expect(probabilityAtMost(normal(0, 1), -8)).toBeLessThan(1e-14);
    expect(probabilityAtMost(normal(0, 1), -8)).toBeGreaterThan(0);
  });

  it('never has a smaller probability at most at a larger threshold', () => {
    fc.assert(
      fc.property(distributions, number, number, (distribution, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const probability = probabilityAtMost(distribution, low);
        expect(probability).toBeLessThanOrEqual(probabilityAtMost(distribution, high));
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probabilityAtMost(distribution, high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is mirrored as a whole: what is at most a threshold is then at least its opposite', () => {
    fc.assert(
      fc.property(distributions, number, (distribution, threshold) => {
        const turned = mirrored(distribution);
        expect(probabilityAtMost(turned, threshold)).toBe(
          probabilityAtLeast(distribution, -threshold),
        );
        expect(pValueOf(turned)).toBe(pValueOf(distribution));
      }),
    );
  });

  it('counts what lies at the threshold itself on both sides, so that they add up to 1 or more', () => {
    fc.assert(
      fc.property(distributions, number, (distribution, threshold) => {
        const atMost = probabilityAtMost(distribution, threshold);
        const atLeast = probabilityAtLeast(distribution, threshold);
        expect(atMost + atLeast).toBeGreaterThan(1 - 1e-9);
      }),
    );
  });

  it('without any spread is certain', () => {
    const quantiles = quantileLevels.map(() => 3);
    for (const certain of [
      { kind: 'resampled', quantiles, standardError: 0 },
      { kind: 'symmetric', centre: 3, standardError: 0, freedom: null },
      { kind: 'symmetric', centre: 3, standardError: 0, freedom: 4 },
    ] as const) {
      expect([2.9, 3, 3.1].map((at) => probabilityAtMost(certain, at))).toEqual([0, 1, 1]);
      expect([2.9, 3, 3.1].map((at) => probabilityAtLeast(certain, at))).toEqual([1, 1, 0]);
      expect(pValueOf(certain)).toBe(0);
    }
  });

  it('gives a p-value of 1 where the difference is 0, and 5% where the interval ends at 0', () => {
    expect(pValueOf(normal(0, 1))).toBeCloseTo(1, digits);
    expect(pValueOf(normal(1.959963984540054, 1))).toBeCloseTo(0.05, digits);
    const t = { kind: 'symmetric', centre: 2.7764451, standardError: 1, freedom: 4 } as const;
    expect(pValueOf(t)).toBeCloseTo(0.05, 7);
  });
});
