import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aucDifferenceInterval,
  aucInterval,
  delong,
  delongDifference,
  type Placements,
  placements,
} from '../../../core/statistics/delong.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

const digits = 9;

function placed(labels: Uint8Array, scores: ArrayLike<number>): Placements {
  const result = placements(labels, Float64Array.from(scores));
  if (result === null) throw new Error('Too few rows of a class.');
  return result;
}

describe("DeLong's method", () => {
  it.each(golden.delong)('agrees with its definition: $name', (expected) => {
    const labels = Uint8Array.from(expected.labels);
    const candidate = placed(labels, expected.candidate);
    const baseline = placed(labels, expected.baseline);
    for (const [index, side] of [candidate, baseline].entries()) {
      const { value, standardError } = delong(labels, side);
      expect(value).toBeCloseTo(expected.aucs[index] ?? Number.NaN, digits);
      expect(standardError).toBeCloseTo(expected.standardErrors[index] ?? Number.NaN, digits);
    }
    const difference = delongDifference(labels, candidate, baseline);
    expect(difference.value).toBeCloseTo((expected.aucs[0] ?? 0) - (expected.aucs[1] ?? 0), digits);
    expect(difference.standardError).toBeCloseTo(expected.standardErrorOfDifference, digits);
  });

  it('sees no difference, exactly, between scores that sort the rows alike', () => {
    const rows = fc.array(
      fc.record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: 0, max: 20 }) }),
      { minLength: 30, maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const labels = Uint8Array.from(drawn, ({ label }) => label);
        const scores = drawn.map(({ score }) => score);
        const one = placements(labels, Float64Array.from(scores));
        const other = placements(labels, Float64Array.from(scores, Math.exp));
        fc.pre(one !== null && other !== null);
        expect(delongDifference(labels, one, other)).toEqual({ value: 0, standardError: 0 });
        expect(aucDifferenceInterval({ value: 0, standardError: 0 })).toEqual({ low: 0, high: 0 });
      }),
    );
  });

  it('gives no estimate with fewer than five rows of a class', () => {
    const labels = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
    const scores = Float64Array.from(labels.keys());
    expect(placements(labels, scores)).toBeNull();
    expect(
      placements(
        labels.map((label) => 1 - label),
        scores,
      ),
    ).toBeNull();
    expect(placements(labels.fill(1, 0, 5), scores)?.auc).toBe(0);
  });

  it('has an interval within 0 and 1, wider to the side where there is room', () => {
    const { low = 0, high = 0 } = aucInterval({ value: 0.98, standardError: 0.02 }) ?? {};
    expect(0.98 - low).toBeGreaterThan(high - 0.98);
    expect(high).toBeLessThan(1);
    const middle = aucInterval({ value: 0.5, standardError: 0.01 });
    expect(middle?.low).toBeCloseTo(0.5 - 1.96 * 0.01, 4);
    expect(middle?.high).toBeCloseTo(0.5 + 1.96 * 0.01, 4);
  });

  it('has no interval where all positives score above all negatives, since its spread of 0 is wrong there', () => {
    const labels = Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    const perfect = delong(labels, placed(labels, labels));
    expect(perfect).toEqual({ value: 1, standardError: 0 });
    expect(aucInterval(perfect)).toBeNull();
  });
});
