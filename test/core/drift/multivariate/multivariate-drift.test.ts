import { describe, expect, it } from 'vitest';
import { multivariateDrift } from '../../../../core/drift/multivariate/multivariate-drift.ts';
import { feature } from '../../report/drift.ts';
import { nothing, sample } from './fixture.ts';

const options = { threshold: undefined, seed: 'test', window: null };
const [before, now] = [sample(1, 600, nothing), sample(2, 600, { ...nothing, shift: 3 })];
const stable = (name: string) => feature({ feature: name, outcome: 'stable' });

describe('whether the current rows can be told from those of the reference', () => {
  it('is asked by the columns that may tell them apart, and by no other', () => {
    const features = [stable('x'), stable('y'), stable('z')];
    expect(multivariateDrift(before, now, features, options)?.outcome).toBe('drift');
    const known = [stable('x'), stable('y'), feature({ feature: 'z', role: 'label' })];
    expect(multivariateDrift(before, now, known, options)?.outcome).toBe('stable');
  });

  it('goes by the usual threshold where the configuration has none', () => {
    const features = [stable('z')];
    expect(multivariateDrift(before, now, features, options)?.threshold).toBe(0.65);
    const strict = { ...options, threshold: 0.9 };
    expect(multivariateDrift(before, now, features, strict)?.threshold).toBe(0.9);
  });

  it('is not asked where the rows of a side are not at hand', () => {
    expect(multivariateDrift(null, now, [stable('z')], options)).toBeNull();
    expect(multivariateDrift(before, null, [stable('z')], options)).toBeNull();
  });
});
