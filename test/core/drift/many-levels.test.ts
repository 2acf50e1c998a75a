import { describe, expect, it } from 'vitest';
import { keepMost, mostLevelsKept } from '../../../core/profile/levels.ts';
import type { CategoricalProfile } from '../../../core/profile/profile.ts';
import { normals } from './fixture.ts';
import { examineWhole, featureIn } from './monitored.ts';
import { levelsOf } from './profiles.ts';

const next = normals(51);

/** A sample of levels that are to be expected so often each, with the rarest beyond those that are kept by name. */
function sample(expected: readonly number[]): CategoricalProfile {
  const counts = expected.map(
    (mean, level) =>
      [`l${level}`, Math.max(0, Math.round(mean + Math.sqrt(mean) * next()))] as const,
  );
  const there = new Map(counts.filter(([, count]) => count > 0));
  const all = levelsOf(there);
  return { ...all, ...keepMost(there) };
}

const most = mostLevelsKept;
const even = Array.from({ length: 3 * most }, () => 20);
const steep = Array.from({ length: 1.5 * most }, (_, rank) => 200_000 / (rank + 1) ** 1.2);

describe('a feature of more levels than are kept by name', () => {
  it.each([
    ['all alike', even, 1],
    ['all alike, in a smaller sample', even, 0.2],
    ['of every frequency', steep, 1],
    ['of every frequency, in a smaller sample', steep, 0.02],
  ])('raises no alarm without drift: %s', (_, levels, part) => {
    for (let repetition = 0; repetition < 3; repetition++) {
      const current = sample(levels.map((mean) => mean * part));
      const found = featureIn(examineWhole({ x: sample(levels) }, { x: current }), 'x');
      expect(found.alarms).toEqual([]);
    }
  });

  it('is seen to drift when the frequent ones change, and when new ones come', () => {
    const reference = sample(steep);
    const turned = steep.map((mean, rank) => (rank < 20 ? (steep[19 - rank] ?? 0) : mean));
    const found = featureIn(examineWhole({ x: reference }, { x: sample(turned) }), 'x');
    expect(found.alarms).toEqual(['distribution']);
    const { levels } = sample(steep.slice(0, 500));
    const rows = [...levels.values()].reduce((sum, count) => sum + count, 0);
    const grown = levelsOf(new Map([...levels, ['new', Math.round(0.05 * rows)]]));
    expect(featureIn(examineWhole({ x: reference }, { x: grown }), 'x').alarms).toContain('unseen');
  });
});
