import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../core/statistics/benjamini-hochberg.ts';
import { holm, holmDivisors } from '../../../core/statistics/holm.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
const corrections = [
  { name: 'Holm', correct: holm },
  { name: 'Benjamini-Hochberg', correct: benjaminiHochberg },
] as const;

describe.each(corrections)('$name', ({ name, correct }) => {
  it.each(golden.corrected)('agrees with statsmodels for $pValues', (expected) => {
    const theirs = name === 'Holm' ? expected.holm : expected.benjaminiHochberg;
    for (const [index, adjusted] of correct(expected.pValues).entries()) {
      expect(adjusted).toBeCloseTo(theirs[index] ?? Number.NaN, 12);
    }
    expect(theirs).toHaveLength(expected.pValues.length);
  });

  it('never makes a p-value smaller, nor larger than 1, and keeps their order', () => {
    fc.assert(
      fc.property(pValues, (raw) => {
        const adjusted = correct(raw);
        expect(adjusted).toHaveLength(raw.length);
        for (const [i, p] of raw.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of raw.entries()) {
            if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
          }
        }
      }),
    );
  });

  it('does not depend on the order of the tests', () => {
    fc.assert(
      fc.property(pValues, (raw) => {
        expect(correct(raw.toReversed())).toEqual(correct(raw).toReversed());
      }),
    );
  });
});

describe('what Holm divides the level by', () => {
  it('is the number of tests for the smallest p-value, and 1 for the largest', () => {
    expect(holmDivisors([0.2, 0.01, 0.03])).toEqual([1, 3, 2]);
    expect(holmDivisors([])).toEqual([]);
  });
});
