import { describe, expect, it } from 'vitest';
import { nextVersion } from '../../../core/version/next.ts';

describe('nextVersion', () => {
  it('begins with 1.0.0 whatever the bump', () => {
    expect(nextVersion([], 'major')).toBe('1.0.0');
    expect(nextVersion([], 'patch')).toBe('1.0.0');
  });

  it.each([
    ['major', '2.0.0'],
    ['minor', '1.11.0'],
    ['patch', '1.10.4'],
  ] as const)(
    'applies a %s bump to the largest number, not to the last or the longest',
    (bump, next) => {
      expect(nextVersion(['1.9.12', '1.10.3', '0.20.0'], bump)).toBe(next);
    },
  );

  it('ignores pre-releases and what is no version', () => {
    expect(nextVersion(['latest', '1.2.0', '2.0.0-rc.1', '3.0'], 'minor')).toBe('1.3.0');
  });

  it('does not change what it is given', () => {
    const numbers = Object.freeze(['1.0.0', '2.0.0']);
    expect(nextVersion(numbers, 'patch')).toBe('2.0.1');
  });
});
