import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairShares } from '../../../core/report/fair-shares.ts';

describe('fairShares', () => {
  it('gives the small all they ask for, and divides the rest among the large', () => {
    expect(fairShares([10, 500, 30, 400], 240)).toEqual([10, 100, 30, 100]);
    expect(fairShares([10, 20], 100)).toEqual([10, 20]);
    expect(fairShares([10, 20], -5)).toEqual([0, 0]);
    expect(fairShares([], 100)).toEqual([]);
  });

  it('never gives more than there is or than was asked for, and cuts nobody who asks for less than another got', () => {
    const demands = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(demands, fc.nat(100_000), (asked, room) => {
        const shares = fairShares(asked, room);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(room);
        const largest = Math.max(...shares);
        asked.forEach((demand, index) => {
          const share = shares[index] ?? NaN;
          expect(share).toBeLessThanOrEqual(demand);
          // What can't be divided evenly makes a difference of one at most.
          if (share < demand) expect(share).toBeGreaterThanOrEqual(largest - 1);
        });
      }),
    );
  });
});
