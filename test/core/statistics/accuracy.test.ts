import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyDifference, mcnemarPValue, pairedHits } from '../../../core/statistics/mcnemar.ts';
import { wilsonInterval } from '../../../core/statistics/wilson.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

const digits = 9;

describe('the interval of an accuracy', () => {
  it.each(golden.wilson)("is statsmodels' of the method wilson for $hits of $rows", (expected) => {
    const { low, high } = wilsonInterval(expected.hits, expected.rows);
    expect(low).toBeCloseTo(expected.interval[0] ?? Number.NaN, digits);
    expect(high).toBeCloseTo(expected.interval[1] ?? Number.NaN, digits);
  });
});

describe('the difference of two accuracies on the same rows', () => {
  it('counts the rows where only one of both is right', () => {
    const labels = [0, 1, 2, 0, 1, 2, 1];
    const candidate = [0, 1, 0, 1, 1, 0, 1];
    const baseline = [0, 0, 2, 2, 0, 1, 0];
    expect(pairedHits(labels, candidate, baseline)).toEqual({
      rows: 7,
      candidateOnly: 3,
      baselineOnly: 1,
    });
  });

  const unequal = golden.paired.filter((one) => one.candidateOnly !== one.baselineOnly);

  it.each(unequal)(
    "has statsmodels' p-value of McNemar's test for $candidateOnly against $baselineOnly",
    ({ candidateOnly, baselineOnly, pValue }) => {
      expect(mcnemarPValue(candidateOnly, baselineOnly)).toBeCloseTo(pValue, digits);
      expect(mcnemarPValue(baselineOnly, candidateOnly)).toBeCloseTo(pValue, digits);
    },
  );

  it('has the p-value 1 where both are right equally often, also where the continuity correction overshoots', () => {
    expect([0, 3, 12, 13, 5000].map((count) => mcnemarPValue(count, count))).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  it.each(golden.paired)(
    "has Bonett and Price's interval for $candidateOnly against $baselineOnly of $rows",
    (expected) => {
      const { interval, standardError } = accuracyDifference(expected);
      expect(interval.low).toBeCloseTo(Math.max(-1, expected.interval[0] ?? Number.NaN), digits);
      expect(interval.high).toBeCloseTo(Math.min(1, expected.interval[1] ?? Number.NaN), digits);
      expect(standardError).toBeCloseTo(expected.standardError, digits);
    },
  );

  it("has the interval that R's statpsych publishes for ci.prop.ps(.05, 12, 4, 26, 6)", () => {
    const { interval, standardError } = accuracyDifference({
      rows: 48,
      candidateOnly: 26,
      baselineOnly: 4,
    });
    expect(interval.low).toBeCloseTo(0.2548067, 7);
    expect(interval.high).toBeCloseTo(0.6251933, 7);
    expect(standardError).toBeCloseTo(0.09448809, 8);
  });

  it('is mirrored when candidate and baseline are swapped, and its interval holds it', () => {
    const count = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(count, count, count, (candidateOnly, baselineOnly, others) => {
        fc.pre(candidateOnly + baselineOnly > 0);
        const rows = candidateOnly + baselineOnly + others;
        const there = accuracyDifference({ rows, candidateOnly, baselineOnly });
        const back = accuracyDifference({
          rows,
          candidateOnly: baselineOnly,
          baselineOnly: candidateOnly,
        });
        expect(back.interval.low).toBeCloseTo(-there.interval.high, digits);
        expect(back.interval.high).toBeCloseTo(-there.interval.low, digits);
        expect(there.interval.low).toBeLessThanOrEqual(there.difference);
        expect(there.interval.high).toBeGreaterThanOrEqual(there.difference);
      }),
    );
  });

  it('is exactly none where both are right on the same rows', () => {
    expect(accuracyDifference({ rows: 50, candidateOnly: 0, baselineOnly: 0 })).toEqual({
      difference: 0,
      interval: { low: 0, high: 0 },
      standardError: 0,
      pValue: 1,
    });
  });
});
