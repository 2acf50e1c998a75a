import { describe, expect, it } from 'vitest';
import { estimator } from '../../../core/statistics/estimate.ts';
import {
  expandedScores,
  intervalPlaces,
  levelScores,
  quantileLevels,
} from '../../../core/statistics/levels.ts';
import { normalQuantile } from '../../../core/statistics/normal.ts';
import { sampleQuantiles } from '../../../core/statistics/sample-quantiles.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

const digits = 9;

/** A sample of which the i-th value is the normal quantile of i/(n+1). */
function normalSample(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, place) =>
    normalQuantile((place + 1) / (count + 1)),
  );
}

function estimateOf(values: Float64Array, units: number, withoutValue = 0) {
  return estimator(units)({ values, withoutValue });
}

describe('quantile levels', () => {
  it('are at most 64, ascending and symmetric, and the ends of the 95% interval are among them', () => {
    expect(quantileLevels.length).toBeLessThanOrEqual(64);
    expect(quantileLevels).toEqual([...new Set(quantileLevels)].toSorted((a, b) => a - b));
    for (const [place, level] of quantileLevels.entries()) {
      expect(level + (quantileLevels.at(-1 - place) ?? 0)).toBeCloseTo(1, 15);
      expect(levelScores[place]).toBeCloseTo(normalQuantile(level), 12);
    }
    expect(quantileLevels[intervalPlaces.low]).toBe(0.025);
    expect(quantileLevels[intervalPlaces.high]).toBe(0.975);
  });

  it.each(golden.expandedLevels)(
    'are read further out for $units units, as scipy has it',
    ({ units, levels, scores }) => {
      const expanded = expandedScores(units);
      for (const [place, level] of levels.entries()) {
        const score = expanded[quantileLevels.indexOf(level)] ?? Number.NaN;
        expect(score / (scores[place] ?? 0)).toBeCloseTo(1, digits);
      }
    },
  );

  it('hardly change any more where expansion ends', () => {
    for (const [place, score] of expandedScores(4999).entries()) {
      expect(score).toBeCloseTo(levelScores[place] ?? 0, 2);
    }
  });
});

describe('quantiles of a sample', () => {
  const { values, standardDeviation, scores, quantiles } = golden.quantiles;

  it("are numpy's of the method weibull where five values lie beyond", () => {
    const ours = sampleQuantiles(Float64Array.from(values), standardDeviation, scores);
    for (const [place, expected] of quantiles.entries()) {
      expect(ours[place]).toBeCloseTo(expected, digits);
    }
  });

  it('go on by the normal tail further out', () => {
    const sorted = Float64Array.from(values).sort();
    const [low = 0, high = 0] = sampleQuantiles(sorted, 10, [-4, 4]);
    expect(low).toBeCloseTo((sorted[4] ?? 0) - 10 * (4 - 1.959963985), 8);
    expect(high).toBeCloseTo((sorted[194] ?? 0) + 10 * (4 - 1.959963985), 8);
  });
});

describe('an estimate', () => {
  it('of resampled values that are normal is the interval of +-1.96 standard errors', () => {
    const estimate = estimateOf(normalSample(1000), 1_000_000);
    if (estimate.kind === 'none') throw new Error(estimate.reason);
    expect(estimate.interval.low).toBeCloseTo(-1.96, 2);
    expect(estimate.interval.high).toBeCloseTo(1.96, 2);
    expect(estimate.standardError).toBeCloseTo(1, 1);
    expect(estimate.quantiles).toHaveLength(quantileLevels.length);
    expect(estimate.quantiles[intervalPlaces.low]).toBe(estimate.interval.low);
  });

  it('of ten units is as wide as Student\u2019s t asks, since ten units show too little of their spread', () => {
    const estimate = estimateOf(normalSample(2000), 10);
    if (estimate.kind === 'none') throw new Error(estimate.reason);
    expect(estimate.interval.high).toBeCloseTo(2.262 * Math.sqrt(10 / 9), 1);
    const many = estimateOf(normalSample(2000), 1_000_000);
    const error = many.kind === 'none' ? Number.NaN : many.standardError;
    expect(estimate.standardError / error).toBeCloseTo(Math.sqrt(10 / 9), 5);
  });

  it('is a point where all values are the same', () => {
    const same = new Float64Array(100).fill(0.1);
    expect(estimateOf(same, 20)).toMatchObject({
      interval: { low: 0.1, high: 0.1 },
      standardError: 0,
    });
  });

  it('is not made of fewer than ten rows or groups', () => {
    expect(estimateOf(normalSample(1000), 9)).toEqual({
      kind: 'none',
      reason:
        'There is no interval: only 9 rows or groups can be drawn, and at least 10 are needed.',
    });
    expect(estimateOf(normalSample(1000), 10).kind).toBe('interval');
  });

  it('is made while at most 5% of the draws have no value', () => {
    expect(estimateOf(normalSample(950), 100, 50).kind).toBe('interval');
    expect(estimateOf(normalSample(949), 100, 51)).toEqual({
      kind: 'none',
      reason:
        'There is no interval: in 51 of 1000 random draws of the rows it is not defined. More rows are needed.',
    });
  });

  it.each([
    ['whose squares overflow', 1e200],
    ['whose distances overflow', 1.7e308],
  ])('is not made of values %s', (_, scale) => {
    const values = normalSample(100).map((value) => Math.sign(value) * scale);
    expect(estimateOf(values, 100)).toEqual({
      kind: 'none',
      reason:
        'There is no interval: the values of random draws of the rows lie further apart than a number can say. Look for predictions that are far too large.',
    });
  });

  it('is not made of fewer than 50 draws, nor of none', () => {
    for (const draws of [0, 49]) {
      expect(estimateOf(normalSample(draws), 100)).toEqual({
        kind: 'none',
        reason: `There is no interval: ${draws} random draws of the rows are too few. Set evaluate.resamples to 50 or more.`,
      });
    }
    expect(estimateOf(normalSample(50), 100).kind).toBe('interval');
  });
});
