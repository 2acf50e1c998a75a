import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplicityDraw } from '../../../core/statistics/multiplicities.ts';
import { randomStreams } from '../../../core/statistics/random.ts';
import { resampler } from '../../../core/statistics/resample.ts';

const plain = { weights: null, clusters: null };

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** How often a unit was drawn 0, 1, 2, … times, over all units and draws. */
function histogram(units: number, draws: number): readonly number[] {
  const draw = multiplicityDraw(units);
  const streams = randomStreams('histogram');
  const counts = new Uint8Array(units);
  const seen = Array.from({ length: 12 }, () => 0);
  for (let index = 0; index < draws; index++) {
    draw(streams(index), counts);
    for (const count of counts) seen[count] = (seen[count] ?? 0) + 1;
  }
  return seen;
}

/** P(k of n draws hit one of n units). */
function binomial(n: number, k: number): number {
  let probability = (1 - 1 / n) ** n;
  for (let hit = 0; hit < k; hit++) probability *= (n - hit) / (hit + 1) / (n - 1);
  return probability;
}

describe('drawing rows anew', () => {
  it('draws as many rows as there are, whatever their number', () => {
    const rows = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(rows, fc.nat(), (count, seed) => {
        const { units, draw } = resampler({ rows: count, seed, ...plain });
        expect(units).toBe(count);
        expect(sum(draw(0))).toBe(count);
      }),
    );
  });

  it.each([3, 20, 100, 10_000])(
    'is multinomial: of %i units each is drawn k times as often as it should be',
    (units) => {
      const draws = Math.ceil(400_000 / units);
      const seen = histogram(units, draws);
      for (const k of [0, 1, 2, 3]) {
        const expected = binomial(units, k);
        const share = (seen[k] ?? 0) / units / draws;
        // Four standard errors.
        expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt(expected / units / draws));
      }
    },
  );

  it('draws a row eight times as often as it should be, about once in 100,000', () => {
    const [units, draws] = [10_000, 400];
    const expected = binomial(units, 8) * units * draws;
    const seen = histogram(units, draws)[8] ?? 0;
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(expected).toBeGreaterThan(20);
  });

  it('draws each two rows with the covariance of a multinomial sample, -1/n', () => {
    const rows = 50;
    const { draw } = resampler({ rows, seed: 'pairs', ...plain });
    const draws = 20_000;
    let product = 0;
    for (let index = 0; index < draws; index++) {
      const drawn = draw(index);
      product += ((drawn[3] ?? 0) - 1) * ((drawn[40] ?? 0) - 1);
    }
    expect(Math.abs(product / draws + 1 / rows)).toBeLessThan(4 / Math.sqrt(draws));
  });

  it('draws the same again from the same seed and number, and otherwise something else', () => {
    const plan = { rows: 500, seed: 'assay', ...plain };
    const first = [...resampler(plan).draw(3)];
    const { draw } = resampler(plan);
    expect([...draw(2)]).not.toEqual(first);
    expect([...draw(3)]).toEqual(first);
    expect([...resampler({ ...plan, seed: 'other' }).draw(3)]).not.toEqual(first);
  });

  it('draws all rows of a cluster together, and as many clusters as there are', () => {
    const codes = Int32Array.from({ length: 600 }, (_, row) => (row * 7) % 40);
    const { units, draw } = resampler({
      rows: 600,
      seed: 1,
      weights: null,
      clusters: { count: 40, codes },
    });
    const drawn = draw(0);
    const ofCluster = Array.from({ length: 40 }, (_, code) => drawn[codes.indexOf(code)] ?? 0);
    expect([...drawn]).toEqual([...codes].map((code) => ofCluster[code]));
    expect([units, sum(ofCluster)]).toEqual([40, 40]);
  });

  it('multiplies how often a row was drawn by its weight, and leaves the weights as they are', () => {
    const weights = Float64Array.from({ length: 300 }, (_, row) => (row % 4) / 2);
    const plan = { rows: 300, seed: 2, weights: null, clusters: null };
    const counts = [...resampler(plan).draw(0)];
    const before = [...weights];
    expect([...resampler({ ...plan, weights }).draw(0)]).toEqual(
      counts.map((count, row) => count * (weights[row] ?? 0)),
    );
    expect([...weights]).toEqual(before);
  });
});
