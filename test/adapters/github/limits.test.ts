import { expect, it } from 'vitest';
import { createLimits, refusedUntil } from '../../../adapters/github/limits.ts';
import { RateLimitedError } from '../../../core/errors.ts';
import { describeEngines } from '../inbox/engines.ts';

const now = 1_800_000_000_000;

function refusal(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): unknown {
  return Object.assign(new Error(message), { status, response: { headers } });
}

it.each([
  ['the seconds that it says', refusal(403, 'secondary', { 'retry-after': '30' }), now + 30_000],
  ['the seconds of a 429', refusal(429, 'Too many', { 'retry-after': '5' }), now + 5_000],
  [
    'the new hour, when the budget is used up',
    refusal(403, 'API rate limit exceeded', {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(now / 1_000 + 600),
    }),
    now + 601_000,
  ],
  ['a minute, when it says nothing', refusal(403, 'a secondary rate limit'), now + 60_000],
  ['a minute, for a bare 429', refusal(429, ''), now + 60_000],
])('a refusal for calling too often is kept until %s', (_name, error, until) => {
  expect(refusedUntil(error, now)).toBe(until);
});

it.each([
  ['a missing permission', refusal(403, 'Resource not accessible by integration')],
  ['an error of the server', refusal(500, 'rate limit')],
  ['an error of the network', new Error('ECONNRESET')],
])('%s is no refusal for calling too often', (_name, error) => {
  expect(refusedUntil(error, now)).toBeNull();
});

describeEngines('the limits of an installation', (engine) => {
  it('space what creates content, for all who share the database, in one queue', async () => {
    const database = await engine().open();
    const mine = createLimits(database, 60);
    const theirs = createLimits(database, 60);
    const begun = performance.now();
    const times: number[] = [];
    await Promise.all(
      [mine, theirs, mine, theirs, mine].map(async (limits) => {
        await limits.turn(1, null);
        times.push(performance.now() - begun);
      }),
    );
    expect(times).toHaveLength(5);
    for (const [index, time] of times.entries()) expect(time).toBeGreaterThan(index * 60 - 25);
    const other = performance.now();
    await mine.turn(2, null);
    expect(performance.now() - other).toBeLessThan(60);
  });

  it('have nobody call while GitHub wants a pause, and tell the other replicas', async () => {
    const clock = { now };
    const database = await engine().open(() => clock.now);
    const mine = createLimits(database, 1);
    const theirs = createLimits(database, 1);
    const error = await mine.refused(1, refusal(403, 'secondary', { 'retry-after': '30' }));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error?.until).toBe(now + 30_000);
    await expect(mine.admit(1)).rejects.toThrow(RateLimitedError);
    await expect(theirs.admit(1)).rejects.toThrow(RateLimitedError);
    await expect(theirs.turn(1, null)).rejects.toThrow('GitHub wants no calls');
    // A process that begins meanwhile is told as well.
    await expect(createLimits(database, 1).admit(1)).rejects.toThrow(RateLimitedError);
    await mine.admit(2);
    clock.now += 30_001;
    await mine.admit(1);
    await theirs.turn(1, null);
  });

  it('keep the last tenth of the budget for what people wait for, until the new hour', async () => {
    const clock = { now };
    const limits = createLimits(await engine().open(() => clock.now), 0);
    const tell = (remaining: number): void => {
      limits.heard(1, {
        'x-ratelimit-limit': '5000',
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(now / 1_000 + 60),
      });
    };
    limits.spare(1);
    tell(500);
    limits.spare(1);
    expect(limits.budgets().get(1)).toEqual({
      limit: 5_000,
      remaining: 500,
      resetAt: new Date(now + 60_000),
    });
    limits.heard(1, {
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(now / 1_000 + 60),
      'x-ratelimit-resource': 'search',
    });
    expect(limits.budgets().get(1)?.remaining).toBe(500);
    tell(499);
    expect(() => {
      limits.spare(1);
    }).toThrow('499 calls left');
    clock.now += 60_000;
    limits.spare(1);
    expect(limits.budgets().size).toBe(0);
  });

  it('do not wait for a turn any longer when the job is to stop', async () => {
    const limits = createLimits(await engine().open(), 60_000);
    await limits.turn(1, null);
    const abort = new AbortController();
    const waiting = limits.turn(1, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});
