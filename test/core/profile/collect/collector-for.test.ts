import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectorOptions, mostNamedOf } from '../../../../core/profile/collect/collector-for.ts';

const mostExactOf = (columns: number): number =>
  collectorOptions(columns, new Date('2026-01-01')).mostExact;

describe('what is kept of columns', () => {
  it('is bounded for each of a few, and for all of many together', () => {
    expect([mostExactOf(3), mostNamedOf(3)]).toEqual([50_000, 10_000]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (columns) => {
        expect(columns * mostExactOf(columns)).toBeLessThanOrEqual(4_000_000);
        expect(columns * mostNamedOf(columns)).toBeLessThanOrEqual(1_000_000);
      }),
    );
  });
});
