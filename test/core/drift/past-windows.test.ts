import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingShares, pastWindows } from '../../../core/drift/index.ts';
import { mergeProfiles } from '../../../core/profile/merge.ts';
import type { Profiled, WindowProfile } from '../../../core/profile/profile.ts';
import { profileOf } from './monitored.ts';
import { numbersOf } from './profiles.ts';

const dayMs = 86_400_000;
const first = Date.parse('2026-01-01');

/** Windows of a day each, of so many rows. */
function profiled(rows: readonly number[]): Profiled {
  const windows = rows.map((count, day): WindowProfile => {
    const values = Array.from({ length: count }, (_, row) => row % 100);
    const start = first + day * dayMs;
    return { ...profileOf({ x: numbersOf(values) }), start, end: start + dayMs };
  });
  const whole = mergeProfiles(windows);
  return { whole, windows, types: new Map(), span: null, withoutWindow: 0, times: null };
}

describe('past windows as the reference', () => {
  it('are all before those that are examined, and each is a part by which it is calibrated', () => {
    const { reference, span, current } = pastWindows(profiled([300, 300, 300, 300, 200]), 2);
    expect(reference?.profile.rows).toBe(900);
    expect(span).toEqual({ start: '2026-01-01T00:00:00Z', end: '2026-01-04T00:00:00Z' });
    expect(reference?.calibration.get('x')?.parts).toBe(3);
    expect(current.windows.map(({ rows }) => rows)).toEqual([300, 200]);
    expect(current.whole.rows).toBe(500);
  });

  it('leave known what the times of all rows are like, of whichever window', () => {
    const times = { rows: 1_500, last: first, unit: null, future: 40, mixedOffsets: true };
    const whole = { ...profiled([300, 300, 300, 300, 200]), withoutWindow: 100, times };
    expect(pastWindows(whole, 2).current).toMatchObject({ withoutWindow: 100, times });
  });

  it('are no reference where none is left, or none has a row', () => {
    expect(pastWindows(profiled([300, 300]), 2).reference).toBeNull();
    expect(pastWindows(profiled([0, 0, 300]), 1).reference).toBeNull();
  });

  it('share with the current data what there is room for, so that some are left for both', () => {
    const usual = { examined: 7, before: 30 };
    expect(fittingShares(usual, 100)).toEqual(usual);
    expect(fittingShares(usual, 4_400)).toEqual({ examined: 1, before: 5 });
    expect(fittingShares({ examined: 168, before: 168 }, 100)).toEqual({
      examined: 150,
      before: 150,
    });
    expect(fittingShares({ examined: 400, before: 1 }, 10_000)).toEqual({ examined: 2, before: 1 });
    const windows = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        windows,
        windows,
        fc.integer({ min: 0, max: 15_000 }),
        (examined, before, columns) => {
          const found = fittingShares({ examined, before }, columns);
          expect(Math.min(found.examined, found.before)).toBeGreaterThanOrEqual(1);
          expect(found.examined).toBeLessThanOrEqual(examined);
          expect(found.before).toBeLessThanOrEqual(before);
        },
      ),
    );
  });
});
