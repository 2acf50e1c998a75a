import { describe, expect, it } from 'vitest';
import type { Held } from '../../../core/promotion/moves.ts';
import { asksFor, isFollowed } from '../../../core/promotion/overtaken.ts';
import { versionRecord } from '../version-record.ts';

const [one, two] = ['1.0.0', '1.1.0'].map(versionRecord);
if (one === undefined || two === undefined) throw new Error('No versions.');

const champion = (version: typeof one) => ({ version, role: 'champion', share: null }) as const;
const challenger = (version: typeof one, share: number) =>
  ({ version, role: 'challenger', share }) as const;
const held = (now: typeof one | null, beside: Held['challenger'] = null): Held => ({
  champion: now,
  challenger: beside,
});

describe('a desired state', () => {
  it.each([
    ['asks for its champion', held(one), champion(one), true],
    ['asks for no other champion', held(two), champion(one), false],
    ['without a version asks for no champion', held(null), champion(one), false],
    ['asks for its challenger', held(one, { version: two, share: 10 }), challenger(two, 10), true],
    ['asks for no other share', held(one, { version: two, share: 20 }), challenger(two, 10), false],
    ['without a challenger asks for the end of a challenge', held(one), challenger(two, 0), true],
    [
      'with a challenger does not',
      held(one, { version: two, share: 10 }),
      challenger(two, 0),
      false,
    ],
    [
      'of which nobody knows the challenger asks for none',
      held(one, 'unknown'),
      challenger(two, 0),
      false,
    ],
  ] as const)('%s', (_, now, move, asked) => {
    expect(asksFor(now, move)).toBe(asked);
  });
});

describe('a merge', () => {
  const own = { commit: 'a'.repeat(40), mergedAt: '2026-07-26T10:00:00Z' };
  const other = { commit: 'b'.repeat(40), createdAt: '2026-07-26T10:05:00Z' };

  it.each([
    ['is followed by a later one', 'champion', { ...other, role: 'champion' as const }, true],
    [
      'is not followed by a later challenger',
      'champion',
      { ...other, role: 'challenger' as const },
      false,
    ],
    [
      'of a challenger is followed by either',
      'challenger',
      { ...other, role: 'champion' as const },
      true,
    ],
    ['is not followed by itself', 'champion', { ...other, commit: own.commit }, false],
    [
      'is not followed by one of the same second',
      'champion',
      { ...other, createdAt: '2026-07-26T10:00:00.001Z' },
      false,
    ],
  ] as const)('%s', (_, role, known, followed) => {
    expect(isFollowed({ role }, own, [known])).toBe(followed);
  });
});
