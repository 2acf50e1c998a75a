import { describe, expect, it } from 'vitest';
import {
  InputError,
  RateLimitedError,
  RefusedError,
  UnavailableError,
} from '../../../core/errors.ts';
import { fateOf } from '../../../core/inbox/back-off.ts';

const now = 1_000_000;

describe('a job that failed', () => {
  it.each([
    [1, 1_000, 2_000],
    [2, 5_000, 10_000],
    [3, 30_000, 60_000],
    [4, 120_000, 240_000],
  ])('is tried again after attempt %i in %i to %i ms', (attempts, least, most) => {
    for (const random of [0, 0.3, 1]) {
      const fate = fateOf(new Error('A defect.'), attempts, now, random);
      if (fate.kind !== 'again') throw new Error('It was given up.');
      expect(fate.delayMs).toBeGreaterThanOrEqual(least);
      expect(fate.delayMs).toBeLessThanOrEqual(most);
      expect(fate.counts).toBe(true);
    }
  });

  it('is given up after five attempts', () => {
    expect(fateOf(new Error('A defect.'), 5, now, 0)).toEqual({ kind: 'given-up' });
  });

  it.each([
    ['an error of its server', Object.assign(new Error('Bad Gateway'), { status: 502 })],
    ['no answer', new UnavailableError('x', 'No.')],
  ])('is tried for some hours while GitHub is down: %s', (_name, error) => {
    let waitedMs = 0;
    let attempts = 1;
    for (; ; attempts += 1) {
      const fate = fateOf(error, attempts, now, 0.5);
      if (fate.kind === 'given-up') break;
      waitedMs += fate.delayMs;
    }
    expect(waitedMs).toBeGreaterThan(2 * 3_600_000);
    expect(waitedMs).toBeLessThan(6 * 3_600_000);
  });

  it('is given up at once when another attempt mends nothing', () => {
    expect(fateOf(new InputError('x', 'No.'), 1, now, 0)).toEqual({ kind: 'given-up' });
    expect(fateOf(new RefusedError('x', 'No.'), 1, now, 0)).toEqual({ kind: 'given-up' });
  });

  it('waits for as long as GitHub asks, however often, and a little longer', () => {
    const error = new RateLimitedError('Not now.', now + 3_600_000);
    expect(fateOf(error, 50, now, 0)).toEqual({ kind: 'again', delayMs: 3_600_000, counts: false });
    expect(fateOf(error, 1, now, 1)).toMatchObject({ delayMs: 3_601_000 });
    expect(fateOf(error, 1, now + 7_200_000, 0)).toMatchObject({ delayMs: 0 });
  });
});
