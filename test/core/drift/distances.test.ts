import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distances } from '../../../core/drift/distances.ts';
import {
  noncentralChiSquareCdf,
  noncentrality,
} from '../../../core/drift/noncentral-chi-square.ts';
import { pairOf } from '../../../core/drift/statistic.ts';
import type { ColumnProfile } from '../../../core/profile/profile.ts';
import { ontoGrid } from '../../../core/profile/onto-grid.ts';
import type { DriftDistances } from '../../../schemas/types.ts';
import { draw, normals } from './fixture.ts';
import { countsOf, levelsOf, numbersOf } from './profiles.ts';
import golden from './golden/drift.json' with { type: 'json' };

function distancesOf(reference: ColumnProfile, current: ColumnProfile): DriftDistances {
  const pair = pairOf(reference, current);
  if (pair === null) throw new TypeError('There is nothing to compare.');
  return distances(pair, reference.kind === 'numeric' ? reference.moments.deviation : null);
}

function ofNumbers(reference: readonly number[], current: readonly number[]): DriftDistances {
  return distancesOf(numbersOf(reference), numbersOf(current));
}

describe("numpy's and scipy's values, less what is expected without drift", () => {
  it.each(golden.distances)('of numbers, $name', (expected) => {
    const found = ofNumbers(expected.reference, expected.current);
    expect(found.psi).toBeCloseTo(expected.psi, 9);
    expect(found.jensenShannon).toBeCloseTo(expected.jensenShannon, 9);
    if (expected.wasserstein === null) expect(found.wasserstein).toBeNull();
    else expect(found.wasserstein).toBeCloseTo(expected.wasserstein, 9);
  });

  it.each(golden.levelDistances)('of levels, $name', (expected) => {
    const [before, now] = [countsOf(expected.reference), countsOf(expected.current)];
    const found = distancesOf(levelsOf(before), levelsOf(now));
    expect(found.wasserstein).toBeNull();
    expect(found.psi).toBeCloseTo(expected.psi, 9);
    expect(found.jensenShannon).toBeCloseTo(expected.jensenShannon, 9);
  });

  it.each(golden.noncentralChiSquare)(
    'noncentral chi-square, $freedom degrees of freedom, around $noncentrality',
    ({ x, freedom, noncentrality, p }) => {
      expect(Math.abs(noncentralChiSquareCdf(x, freedom, noncentrality) - p)).toBeLessThan(0.01);
    },
  );
});

describe('a distance', () => {
  it('without drift is 0 in most samples, and small in all', () => {
    const next = normals(7);
    const reference = draw(2000, next);
    const found = Array.from({ length: 100 }, () => ofNumbers(reference, draw(300, next)));
    for (const key of ['wasserstein', 'psi', 'jensenShannon'] as const) {
      const sorted = found.map((one) => one[key] ?? Number.NaN).toSorted((a, b) => a - b);
      expect(sorted[50]).toBeLessThan(0.03);
      expect(sorted[99]).toBeLessThan(0.2);
    }
  });

  it('is never below 0, finite, and null without values', () => {
    const samples = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { maxLength: 30 });
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        for (const value of Object.values(ofNumbers(a, b))) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
        }
      }),
    );
    expect(ofNumbers([], [1, 2])).toEqual({ wasserstein: null, psi: null, jensenShannon: null });
  });

  it('takes infinite values for the outermost finite ones', () => {
    const next = normals(8);
    const [a, b] = [draw(300, next), draw(300, () => next() + 1)];
    const found = ofNumbers([...a, Infinity], [...b, -Infinity, Infinity]);
    expect(found.wasserstein).toBeCloseTo(ofNumbers(a, b).wasserstein ?? Number.NaN, 1);
  });

  it('of a sketch is nearly that of the values', () => {
    const next = normals(9);
    const [a, b] = [numbersOf(draw(4000, next)), numbersOf(draw(2000, () => next() * 1.3 + 0.3))];
    const binned = { ...a, distribution: ontoGrid(a.distribution, { pivot: 0.01 }) };
    const [exact, sketched] = [distancesOf(a, b), distancesOf(binned, b)];
    expect(sketched.wasserstein).toBeCloseTo(exact.wasserstein ?? Number.NaN, 2);
    expect(sketched.psi).toBeCloseTo(exact.psi ?? Number.NaN, 2);
    expect(sketched.jensenShannon).toBeCloseTo(exact.jensenShannon ?? Number.NaN, 2);
  });
});

describe('noncentrality', () => {
  it('is where so much of the distribution lies below', () => {
    const found = noncentrality(30, 4, 0.025);
    expect(noncentralChiSquareCdf(30, 4, found)).toBeCloseTo(0.025, 6);
    expect(noncentrality(1, 4, 0.975)).toBe(0);
    expect(noncentrality(0, 4, 0.5)).toBe(0);
  });
});
