import { describe, expect, it } from 'vitest';
import { examineWindows, featureIn } from './monitored.ts';
import { numbersOf } from './profiles.ts';

const even = Array.from({ length: 1000 }, (_, place) => place);
/** The lowest values of that share of 1,000 are at the upper end instead: D is the share. */
const moved = (share: number) => ({
  x: numbersOf(even.map((value) => (value < 1000 * share ? 999 : value))),
});
const examined = (...shares: readonly number[]) =>
  featureIn(examineWindows({ x: numbersOf(even) }, shares.map(moved)), 'x');
const calm = [0.01, 0.012, 0.009, 0.011, 0.01, 0.012];

describe('a stream of sizes', () => {
  it('that went up to another level, below the threshold, is a warning that says since when', () => {
    const found = examined(...calm, 0.06, 0.07, 0.06);
    expect(found).toMatchObject({ outcome: 'warning', alarms: ['stream'] });
    expect(found.reason).toContain(
      'From 2026-01-07T00:00:00Z on its size is another than in the windows before',
    );
  });

  it('is no alarm under half of the threshold, nor without another level', () => {
    expect(examined(...calm, 0.04, 0.045, 0.04)).toMatchObject({ outcome: 'stable', alarms: [] });
    const high = calm.map((size) => size + 0.05);
    expect(examined(...high, ...high)).toMatchObject({ outcome: 'stable', alarms: [] });
  });

  it('that drifts is left as it is', () => {
    expect(examined(...calm, 0.2, 0.2, 0.2)).toMatchObject({
      outcome: 'drift',
      alarms: ['distribution'],
    });
  });
});
