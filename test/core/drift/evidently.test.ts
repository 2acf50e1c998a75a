import { describe, expect, it } from 'vitest';
import type { FeatureDrift } from '../../../schemas/types.ts';
import { compareOne } from './fixture.ts';
import golden from './golden/evidently.json' with { type: 'json' };

/** What is true of the samples is in their name; what we say of them is here. */
const ours: Readonly<Record<string, FeatureDrift['outcome']>> = {
  'no drift in 1000 values': 'stable',
  'no drift in 100 values': 'insufficient-data',
  'half a standard deviation in 1000 values': 'drift',
  'no drift in 500 values of 50 levels': 'stable',
  'half of 50 levels gone': 'drift',
};

describe("beside Evidently's verdict by default", () => {
  const { numbers, levels } = golden;

  it.each(numbers.cases)('$name: it says drift, $drift, by $method', (one) => {
    const found = compareOne(numbers.reference, one.current);
    expect(found.outcome).toBe(ours[one.name]);
    // Its distance is not made less by what is expected without drift, and so cries wolf.
    expect(one.drift).toBe(true);
    expect(found.distances?.wasserstein).toBeLessThan(one.score);
  });

  it.each(levels.cases)('$name: it says drift, $drift, by $method', (one) => {
    const found = compareOne(levels.reference, one.current);
    expect(found.outcome).toBe(ours[one.name]);
    expect(one.drift).toBe(true);
    // To base e.
    const distance = (found.distances?.jensenShannon ?? Number.NaN) * Math.sqrt(Math.LN2);
    expect(distance).toBeLessThan(one.score);
  });
});
