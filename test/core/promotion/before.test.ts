import { expect, it } from 'vitest';
import { versionsBefore } from '../../../core/promotion/before.ts';

/** What was there before these promotions; each in place of the one before. */
function before(versions: readonly string[], first: string | null = null): string | null {
  const promotions = versions.map((version, index) => ({
    version,
    previous: versions[index - 1] ?? first,
  }));
  return versionsBefore(promotions).at(-1) ?? null;
}

it.each([
  [[], null],
  [['1'], null],
  [['1', '2'], '1'],
  [['1', '2', '3'], '2'],
  // Rolled back, and once more.
  [['1', '2', '3', '2'], '1'],
  [['1', '2', '3', '2', '1'], null],
  // Rolled back, and forward again.
  [['1', '2', '1', '3'], '1'],
  [['1', '2', '1', '2'], '1'],
])('after %j it was %j', (versions, version) => {
  expect(before(versions)).toBe(version);
});

it('is what the first promotion was in place of, where the ledger knows no more', () => {
  expect(before(['2'], '1')).toBe('1');
  expect(before(['2', '1'], '1')).toBeNull();
});
