import { array, assert, constantFrom, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf, momentsOf } from '../../../core/profile/distribution.ts';
import { ontoGrid } from '../../../core/profile/onto-grid.ts';
import { numberCounter } from '../../../core/sketch/number-counter.ts';

const numbers = array(
  oneof(
    double({ noNaN: true, min: -1e12, max: 1e12 }),
    integer({ min: -20, max: 20 }),
    constantFrom(Infinity, -Infinity, 0, -0, Number.NaN, 5e-324),
  ),
  { maxLength: 300 },
);
const pivot = double({ noNaN: true, min: -1e6, max: 1e6 });

function count(values: readonly number[], mostExact: number, around: number | null) {
  const counter = numberCounter({ pivot: around, mostExact });
  const all = Float64Array.from(values);
  const half = Math.floor(all.length / 2);
  const missing = counter.add(all, 0, half, 0) + counter.add(all, half, all.length, 7);
  return { missing, both: counter.counted([0, 7]), second: counter.counted([7]) };
}

describe('a counter of numbers', () => {
  it('keeps few numbers as they are', () => {
    assert(
      property(numbers, (values) => {
        const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
        const { missing, both } = count(values, 1_000, null);
        expect(missing).toBe(values.length - sorted.length);
        expect(both.distribution).toEqual(distributionOf(sorted));
      }),
    );
  });

  it('counts many in the bins that their exact counts fall into, in whichever groups they came', () => {
    assert(
      property(numbers, pivot, (values, around) => {
        const present = values.filter((value) => !Number.isNaN(value));
        const exact = distributionOf(Float64Array.from(present).sort());
        const { missing, both } = count(values, 0, around);
        expect(missing).toBe(values.length - present.length);
        if (values.length === 0) return;
        const onGrid = ontoGrid(exact, { pivot: around });
        // Edges of two bins may be one double, which the counter puts together.
        expect(cumulated(both.distribution)).toEqual(cumulated(onGrid));
        const moments = momentsOf(exact);
        expect(both.moments.minimum).toEqual(moments.minimum);
        expect(both.moments.maximum).toEqual(moments.maximum);
        const scale = Math.max(1, ...present.filter(Number.isFinite).map(Math.abs));
        expect(Math.abs((both.moments.mean ?? 0) - (moments.mean ?? 0))).toBeLessThan(scale * 1e-9);
      }),
    );
  });

  it('counts a group that grows as one that was large at once', () => {
    const values = Float64Array.from({ length: 3_000 }, (_, row) =>
      row % 50 === 0 ? Number.NaN : Math.sin(row) * 100,
    );
    const slowly = numberCounter({ pivot: 0, mostExact: 0 });
    let missing = 0;
    for (let row = 0; row < values.length; row += 7) {
      missing += slowly.add(values, row, Math.min(values.length, row + 7), row % 2);
    }
    const atOnce = numberCounter({ pivot: 0, mostExact: 0 });
    expect(missing).toBe(atOnce.add(values, 0, values.length, 0));
    expect(slowly.counted([0, 1]).distribution).toEqual(atOnce.counted([0]).distribution);
  });

  it('takes little room for many groups of few numbers', () => {
    const counter = numberCounter({ pivot: 0, mostExact: 0 });
    const before = process.memoryUsage().arrayBuffers;
    for (let group = 0; group < 2_000; group++) counter.add(Float64Array.of(1, 2, 3), 0, 3, group);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000 * 1_000);
    expect(counter.counted([1, 1_999]).distribution.counts).toEqual(Float64Array.of(2, 2, 2));
  });

  it('gives the numbers of one group alone', () => {
    const { second } = count([1, 2, 3, 4], 0, 2.5);
    expect([...second.distribution.counts]).toEqual([1, 1]);
    expect(second.moments).toMatchObject({ minimum: 3, maximum: 4, mean: 3.5, deviation: 0.5 });
  });

  it('chooses the median of the first numbers for a pivot where the reference gives none', () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    const counter = numberCounter({ pivot: null, mostExact: 101 });
    counter.add(Float64Array.from(values), 0, 101, 0);
    expect(counter.counted([0]).distribution.grid).toBeNull();
    counter.add(Float64Array.of(7), 0, 1, 0);
    expect(counter.counted([0]).distribution.grid).toEqual({ pivot: 50 });
  });

  it('tells mean and deviation of numbers that are far from zero and near each other', () => {
    const counter = numberCounter({ pivot: 1e9, mostExact: 0 });
    const values = Float64Array.from({ length: 10_000 }, (_, index) => 1e9 + (index % 2));
    counter.add(values, 0, values.length, 0);
    expect(counter.counted([0]).moments).toEqual({
      minimum: 1e9,
      maximum: 1e9 + 1,
      mean: 1e9 + 0.5,
      deviation: 0.5,
    });
  });
});

/** How many numbers lie up to each edge. */
function cumulated({ values, counts }: { values: Float64Array; counts: Float64Array }) {
  const upTo = new Map<number, number>();
  let sum = 0;
  for (const [index, value] of values.entries()) upTo.set(value + 0, (sum += counts[index] ?? 0));
  return upTo;
}
