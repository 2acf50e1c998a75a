import { expect, it } from 'vitest';
import { durationMs, durationWords } from '../../../core/time/duration.ts';

it.each([
  ['30m', 30 * 60_000],
  ['24h', 24 * 3_600_000],
  ['7d', 7 * 24 * 3_600_000],
  ['10s', 10_000],
])('%s is %i milliseconds', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

it.each(['', '5', 'h', '1.5h', '-1h', '1w', '1h '])('%j is no duration', (text) => {
  expect(durationMs(text)).toBeNaN();
});

it.each([
  [0, '0 min'],
  [-5, '0 min'],
  [59_999, '0 min'],
  [12 * 60_000, '12 min'],
  [3_600_000, '1 h'],
  [3_600_000 + 5 * 60_000, '1 h 5 min'],
  [24 * 3_600_000, '1 d'],
  [28 * 3_600_000 + 60_000, '1 d 4 h'],
])('%i milliseconds are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});
