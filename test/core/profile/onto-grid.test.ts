import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf, sizeOf } from '../../../core/profile/distribution.ts';
import { onOneGrid, ontoGrid } from '../../../core/profile/onto-grid.ts';
import { binOf, edgeOf } from '../../../core/sketch/bins.ts';

const numbers = fc.array(fc.double({ noNaN: true }), { maxLength: 50 });
const pivots = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });

describe('ontoGrid', () => {
  it('counts every value in its bin, ascending and distinct, as a sketch would', () => {
    fc.assert(
      fc.property(numbers, pivots, (values, pivot) => {
        const exact = distributionOf(Float64Array.from(values).sort());
        const binned = ontoGrid(exact, { pivot });
        const counts = new Map<number, number>();
        for (const value of values) {
          const edge = edgeOf(binOf(value, pivot), pivot);
          counts.set(edge, (counts.get(edge) ?? 0) + 1);
        }
        expect([...binned.values]).toEqual([...counts.keys()].toSorted((a, b) => a - b));
        expect(sizeOf(binned)).toBe(values.length);
      }),
    );
  });

  it('gives back what is on the grid already, and leaves two exact ones exact', () => {
    const exact = distributionOf(Float64Array.of(1, 2));
    const binned = ontoGrid(exact, { pivot: 1 });
    expect(ontoGrid(binned, { pivot: 1 })).toBe(binned);
    expect(onOneGrid(exact, exact)).toEqual([exact, exact]);
    expect(onOneGrid(exact, binned)[0]).toEqual(binned);
    expect(onOneGrid(binned, exact)[1]).toEqual(binned);
  });
});
