import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binAt, binCount, binOf, edgeOf, placeOf } from '../../../core/sketch/bins.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });

describe('a bin', () => {
  it('holds values whose distance from the pivot differs by at most 2^-8 of it', () => {
    fc.assert(
      fc.property(finite, finite, (x, pivot) => {
        const distance = Math.abs(x - pivot);
        const edge = edgeOf(binOf(x, pivot), pivot);
        const rounding = 2 ** -50 * Math.max(Math.abs(x), Math.abs(pivot));
        expect(edge).toBeLessThanOrEqual(x + rounding);
        // What lies next to 0 has no relative width.
        if (distance > 1e-300) expect((x - edge) / distance).toBeLessThanOrEqual(2 ** -7);
      }),
    );
  });

  it('stands in the order of its values', () => {
    fc.assert(
      fc.property(finite, finite, finite, (a, b, pivot) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const places = [placeOf(binOf(low, pivot)), placeOf(binOf(high, pivot))] as const;
        expect(places[0]).toBeLessThanOrEqual(places[1]);
        expect(edgeOf(binAt(places[0]), pivot)).toBeLessThanOrEqual(
          edgeOf(binAt(places[1]), pivot),
        );
      }),
    );
  });

  it('has a place of its own', () => {
    for (const bin of [0, 1, 0x7_ff00, binCount / 2, binCount - 1]) {
      expect(binAt(placeOf(bin))).toBe(bin);
    }
  });

  it('is one for 0 and -0, and keeps infinities apart', () => {
    expect(binOf(-0, 0)).toBe(binOf(0, 0));
    expect(edgeOf(binOf(7, 7), 7)).toBe(7);
    expect(edgeOf(binOf(Number.POSITIVE_INFINITY, 3), 3)).toBe(Number.POSITIVE_INFINITY);
    expect(edgeOf(binOf(Number.NEGATIVE_INFINITY, 3), 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(edgeOf(binOf(-Number.MAX_VALUE, 0), 0)).toBe(-Number.MAX_VALUE);
  });
});
