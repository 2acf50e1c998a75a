import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call, RandomRequestFault } from '../../../../sandbox/github/contract.ts';
import { api, type Fixture, repositoryName, startFixture } from '../job-fixture.ts';

const issues = `/repos/${repositoryName}/issues`;
let fixture: Fixture;
let token: string;

beforeAll(async () => {
  fixture = await startFixture();
  token = fixture.github.admin.createUser('octo').token;
});

afterAll(() => fixture.close());

beforeEach(() => fixture.github.clearFaults());

function addRandom(share: RandomRequestFault['share'], more: Partial<RandomRequestFault> = {}) {
  fixture.github.addFault({ kind: 'random', match: /\/issues$/, seed: 3, share, ...more });
}

async function open(signal?: AbortSignal) {
  const init = { method: 'POST', body: JSON.stringify({ title: 'A wish' }) };
  return api(fixture, issues, token, signal === undefined ? init : { ...init, signal });
}

/** How many issues there are, by the issues' own page, which no fault of these tests touches. */
async function count(): Promise<number> {
  const { body } = await api(fixture, `/repos/${repositoryName}`, token);
  return (body as { readonly open_issues_count: number }).open_issues_count;
}

async function statuses(times: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const response = await fetch(`${fixture.github.apiUrl}${issues}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await response.text();
    all.push(response.status);
  }
  return all;
}

function silent(): readonly Call[] {
  return fixture.github.calls.filter(({ status }) => status === 0);
}

describe('by chance', () => {
  it('some requests fail, in their share and of all three kinds, and the same ones each time', async () => {
    addRandom({ serverError: 0.3 });
    const first = await statuses(100);
    const failed = first.filter((status) => status !== 200);
    expect(failed.length).toBeGreaterThan(15);
    expect(failed.length).toBeLessThan(45);
    expect(new Set(failed)).toEqual(new Set([500, 502, 503]));
    fixture.github.clearFaults();
    addRandom({ serverError: 0.3 });
    expect(await statuses(100)).toEqual(first);
    fixture.github.clearFaults();
    addRandom({ serverError: 0.3 }, { seed: 4 });
    expect(await statuses(100)).not.toEqual(first);
  });

  it('a request that fails was not done', async () => {
    const before = await count();
    addRandom({ serverError: 1 });
    const response = await fetch(`${fixture.github.apiUrl}${issues}`, { method: 'POST' });
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await count()).toBe(before);
  });

  it('a request whose answer is lost was done', async () => {
    const before = await count();
    addRandom({ lostAnswer: 1 });
    const response = await fetch(`${fixture.github.apiUrl}${issues}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ title: 'A wish' }),
    });
    expect(response.status).toBe(502);
    expect(await count()).toBe(before + 1);
  });

  it('a request meets the secondary limit, which says when to come again', async () => {
    const before = await count();
    addRandom({ secondaryLimit: 1 }, { retryAfterSeconds: 17 });
    const { status, headers, body } = await open();
    expect(status).toBe(403);
    expect(headers.get('retry-after')).toBe('17');
    expect(body).toMatchObject({ message: expect.stringContaining('secondary rate limit') });
    expect(await count()).toBe(before);
  });

  it('a passing fault comes first', async () => {
    addRandom({ serverError: 1 });
    fixture.github.addFault({ kind: 'status', match: /\/issues$/, status: 418, times: 1 });
    const [first, second] = await statuses(2);
    expect(first).toBe(418);
    expect(second).toBeGreaterThanOrEqual(500);
  });

  it('nothing happens to requests that do not match, nor when faults are cleared', async () => {
    addRandom({ serverError: 1 }, { match: /\/pulls$/ });
    expect(await statuses(1)).toEqual([200]);
    addRandom({ serverError: 1 });
    fixture.github.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });
});

async function callService(signal?: AbortSignal): Promise<Response> {
  const init = { method: 'POST', ...(signal === undefined ? {} : { signal }) };
  return fetch(`${fixture.github.url}/twirp/any/thing`, init);
}

describe('the service of artifacts', () => {
  it.each([
    [{ serverError: 1 }, [500, 502, 503], [500, 502, 503]],
    [{ secondaryLimit: 1 }, [403], [403]],
    [{ lostAnswer: 1 }, [502], [401]],
  ])('has its share too: of %j', async (share, answered, done) => {
    const { calls } = fixture.github;
    const before = calls.length;
    addRandom(share, { match: /^POST \/twirp\// });
    const { status } = await callService();
    expect(answered).toContain(status);
    expect(calls).toHaveLength(before + 1);
    expect(done).toContain(calls.at(-1)?.status);
  });

  it('may not answer at all', async () => {
    const before = fixture.github.calls.length;
    addRandom({ timeout: 1 }, { match: /^POST \/twirp\// });
    const giveUp = new AbortController();
    const waiting = callService(giveUp.signal);
    while (fixture.github.calls.length === before) await sleep(5);
    giveUp.abort();
    await expect(waiting).rejects.toThrow();
  });
});

describe('a request without an answer', () => {
  it('waits until the client gives up; it was done in half of the cases', async () => {
    const before = await count();
    addRandom({ timeout: 1 });
    const giveUp = new AbortController();
    const waits = Promise.allSettled(Array.from({ length: 40 }, () => open(giveUp.signal)));
    // They are written down at once, with status 0.
    while (silent().length < 40) await sleep(5);
    giveUp.abort();
    const ends = await waits;
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    const done = (await count()) - before;
    expect(done).toBeGreaterThan(8);
    expect(done).toBeLessThan(32);
  });

  it('is let go when the sandbox closes', async () => {
    const other = await startFixture();
    other.github.addFault({ kind: 'random', match: /rate_limit/, seed: 1, share: { timeout: 1 } });
    const waiting = api(other, '/rate_limit', null);
    const settled = waiting.then(
      () => 'answered',
      () => 'let go',
    );
    while (other.github.calls.length === 0) await sleep(5);
    await other.close();
    expect(await settled).toBe('let go');
  });
});

it('answers as GitHub describes its API in all of this', () => {
  expect(fixture.github.violations).toEqual([]);
});
