import { describe, expect, it } from 'vitest';
import { commonUnit, instantOfNumber, unitBounds } from '../../../core/time/common-unit.ts';
import { unitOf } from '../../../core/time/number-unit.ts';

describe('the unit of numbers since 1970', () => {
  it('changes at each bound, and nowhere else', () => {
    const units = [0, ...unitBounds].map(unitOf);
    expect(units).toEqual([1_000, 1, 0.001, 0.000_001]);
    expect(unitBounds.map((bound) => unitOf(-bound))).toEqual(units.slice(1));
    expect(unitBounds.map((bound) => unitOf(bound * (1 - 1e-15)))).toEqual(units.slice(0, -1));
  });

  it('is the one that most have, and the coarser of two', () => {
    const ofMany = new Map([
      [1, 3],
      [1_000, 2],
    ]);
    expect(commonUnit(ofMany)).toBe(1);
    expect(commonUnit(new Map([...ofMany, [1_000, 3]]))).toBe(1_000);
    expect(commonUnit(new Map())).toBe(1_000);
  });

  it('is none of a number that has another one', () => {
    expect(instantOfNumber(1_767_000_000, 1_000)).toBe(1_767_000_000_000);
    expect(instantOfNumber(9_999_999_999_999, 1_000)).toBeNaN();
    expect(instantOfNumber(0, 1)).toBeNaN();
  });
});
