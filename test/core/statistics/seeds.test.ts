import { describe, expect, it } from 'vitest';
import { seedsDifference } from '../../../core/statistics/seeds.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

const digits = 9;

describe('the difference between repeated trainings', () => {
  it.each(golden.welch)("has scipy's interval of Welch's t-test", (expected) => {
    const result = seedsDifference(expected.candidate, expected.baseline);
    if (result.kind === 'none') throw new Error(result.reason);
    expect(result.difference).toBeCloseTo(expected.difference, digits);
    expect(result.freedom).toBeCloseTo(expected.freedom, digits);
    expect(result.interval.low).toBeCloseTo(expected.interval[0] ?? Number.NaN, digits);
    expect(result.interval.high).toBeCloseTo(expected.interval[1] ?? Number.NaN, digits);
  });

  it('takes the spread of the other side for one that was trained once', () => {
    const result = seedsDifference([0.9], [0.8, 0.82, 0.84]);
    if (result.kind === 'none') throw new Error(result.reason);
    // The standard deviation of the three is 0.02.
    expect(result.standardError).toBeCloseTo(0.02 * Math.sqrt(1 + 1 / 3), 12);
    expect(result.freedom).toBe(2);
    expect(result.difference).toBeCloseTo(0.08, 12);
    const mirrored = seedsDifference([0.8, 0.82, 0.84], [0.9]);
    expect(mirrored).toMatchObject({ standardError: result.standardError, freedom: 2 });
  });

  it('is not known where neither side was repeated', () => {
    expect(seedsDifference([0.9], [0.8])).toEqual({
      kind: 'none',
      reason: 'Neither side was trained more than once.',
    });
  });

  it.each([
    { name: 'both sides repeated', candidate: [0.9, 0.9, 0.9], baseline: [0.8, 0.8] },
    { name: 'one side repeated', candidate: [0.1, 0.1, 0.1], baseline: [0.7] },
  ])('is not known where the seed has no influence: $name', ({ candidate, baseline }) => {
    expect(seedsDifference(candidate, baseline)).toEqual({
      kind: 'none',
      reason:
        'All repetitions of the training gave the same value: it does not depend on ASSAY_SEED.',
    });
  });

  it('is known where one side alone varies', () => {
    const result = seedsDifference([0.9, 0.9], [0.8, 0.84, 0.82]);
    expect(result).toMatchObject({ kind: 'difference', freedom: 2 });
  });

  it.each([
    { name: 'no value', values: [] },
    { name: 'NaN', values: [0.9, Number.NaN] },
    { name: 'Infinity', values: [0.9, Number.POSITIVE_INFINITY] },
  ])('is not known with $name on a side', ({ values }) => {
    const reason =
      'The repetitions of the training can\u2019t be compared: a value is missing or not finite.';
    expect(seedsDifference(values, [0.8, 0.9])).toEqual({ kind: 'none', reason });
    expect(seedsDifference([0.8, 0.9], values)).toEqual({ kind: 'none', reason });
  });
});
