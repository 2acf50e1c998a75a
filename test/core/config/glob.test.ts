import { matchesGlob } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../core/config/glob.ts';

describe('matchesPattern', () => {
  it.each([
    ['data/a.csv', 'data/*.csv', true],
    ['data/x/a.csv', 'data/*.csv', false],
    ['data/a.csv', 'data/**/*.csv', true],
    ['data/x/y/a.csv', 'data/**/*.csv', true],
    ['data/x/y', 'data/**', true],
    ['2011-05.csv', '2011-0[1-5].csv', true],
    ['2011-06.csv', '2011-0[1-5].csv', false],
    ['2011-06.csv', '2011-0[!1-5].csv', true],
    ['b/x.py', '{a,b}/*.{py,ipynb}', true],
    ['c/x.py', '{a,b}/*.{py,ipynb}', false],
    ['a?b', 'a?b', true],
    ['.env', '*', false],
    ['.env', '.*', true],
    ['größe.csv', 'gr???.csv', true],
  ])('says of %s and %s: %s', (path, pattern, expected) => {
    expect(matchesPattern(path, pattern)).toBe(expected);
  });

  it('agrees with Node on names of plain letters and any of its wildcards', () => {
    const segment = fc.stringMatching(/^[ab]{1,4}$/);
    const wild = fc.oneof(segment, fc.stringMatching(/^[ab*?]{1,5}$/), fc.constant('**'));
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        fc.array(wild, { minLength: 1, maxLength: 4 }),
        (names, segments) => {
          const path = names.join('/');
          const pattern = segments.join('/');
          expect(matchesPattern(path, pattern)).toBe(matchesGlob(path, pattern));
        },
      ),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('answers at once for patterns that make a backtracking matcher hang', () => {
    const start = performance.now();
    expect(matchesPattern(`${'a'.repeat(500)}/b`, `${'*a'.repeat(200)}c`)).toBe(false);
    expect(matchesPattern('a/'.repeat(200), `${'**/a/'.repeat(60)}b`)).toBe(false);
    expect(matchesPattern('a', '{a,b}'.repeat(100))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
