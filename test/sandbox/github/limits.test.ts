import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxGitHub } from '../../../sandbox/github/contract.ts';
import { appJwt } from './app-fixture.ts';
import { api, type Fixture, repositoryName, startFixture, startJob } from './job-fixture.ts';

const repository = `/repos/${repositoryName}`;

let fixture: Fixture;
let github: SandboxGitHub;
let clock: number;
let user: string;
let app: { readonly id: number; readonly token: string };

beforeEach(async () => {
  // A full second, since budgets are told in seconds.
  clock = Math.floor(Date.now() / 1000) * 1000;
  fixture = await startFixture(() => new Date(clock));
  github = fixture.github;
  user = github.admin.createUser('octo').token;
  const made = github.admin.createApp({
    slug: 'assay',
    permissions: { contents: 'read', issues: 'write' },
    events: [],
    webhook: { url: 'http://127.0.0.1:9', secret: 's' },
  });
  const { installationId } = github.admin.installApp('assay', repositoryName);
  const path = `/app/installations/${installationId}/access_tokens`;
  const { body } = await api(fixture, path, appJwt(made), { method: 'POST' });
  app = { id: installationId, token: (body as { readonly token: string }).token };
});

afterEach(async () => {
  expect(github.violations).toEqual([]);
  await fixture.close();
});

async function budget(token: string | null): Promise<unknown> {
  return ((await api(fixture, '/rate_limit', token)).body as { readonly rate: unknown }).rate;
}

async function get(token: string | null, path = repository): Promise<Response> {
  return fetch(`${github.apiUrl}${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
}

async function change(token: string) {
  const body = JSON.stringify({ title: 'A wish' });
  return api(fixture, `${repository}/issues`, token, { method: 'POST', body });
}

describe('a budget', () => {
  it('is told to each caller for itself, by headers and by GET /rate_limit, which is free', async () => {
    const { token: job } = startJob(fixture);
    for (const token of [user, user, app.token, job, null]) await get(token);
    const reset = clock / 1000 + 3600;
    const told = (limit: number, used: number) => ({
      limit,
      used,
      remaining: limit - used,
      reset,
    });
    expect(await budget(user)).toEqual(told(5000, 2));
    expect(await budget(app.token)).toEqual(told(5000, 1));
    expect(await budget(job)).toEqual(told(1000, 1));
    expect(await budget(null)).toEqual(told(60, 1));
    const { headers } = await get(user);
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-used')).toBe('3');
    expect(headers.get('x-ratelimit-remaining')).toBe('4997');
    expect(headers.get('x-ratelimit-reset')).toBe(String(reset));
    expect(headers.get('date')).toBe(new Date(clock).toUTCString());
  });

  it('is whole again when the hour since its first request is over', async () => {
    await get(user);
    clock += 3_599_000;
    await get(user);
    expect(await budget(user)).toMatchObject({ used: 2 });
    clock += 1000;
    expect(await budget(user)).toMatchObject({ used: 0, reset: clock / 1000 + 3600 });
  });

  it('is not touched by an answer that nothing has changed', async () => {
    const etag = (await get(user)).headers.get('etag') ?? '';
    const headers = { authorization: `Bearer ${user}`, 'if-none-match': etag };
    const again = await fetch(`${github.apiUrl}${repository}`, { headers });
    expect(again.status).toBe(304);
    expect(again.headers.get('x-ratelimit-used')).toBe('1');
  });

  it('is only told at first, and not enforced', async () => {
    for (let count = 0; count < 61; count += 1) await get(null);
    expect(await budget(null)).toMatchObject({ limit: 60, used: 60, remaining: 0 });
    expect((await get(null)).status).toBe(200);
  });
});

describe('a limit that is enforced', () => {
  it('refuses what goes beyond the hour until its reset, and no other caller', async () => {
    github.setLimits({ perHour: 2 });
    await get(app.token);
    clock += 60_000;
    await get(app.token);
    const refused = await get(app.token);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      message: `API rate limit exceeded for installation ID ${app.id}.`,
    });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(clock / 1000 + 3540));
    expect(refused.headers.get('retry-after')).toBeNull();
    expect((await get(user)).status).toBe(200);
    clock += 3_540_000;
    expect((await get(app.token)).status).toBe(200);
  });

  it('refuses changes beyond those of a minute, and says when to come again', async () => {
    github.setLimits({ contentPerMinute: 2 });
    expect((await change(app.token)).status).toBe(201);
    clock += 20_000;
    expect((await change(app.token)).status).toBe(201);
    const refused = await change(app.token);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      message: expect.stringContaining('You have exceeded a secondary rate limit'),
    });
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(refused.headers.get('x-ratelimit-remaining')).not.toBe('0');
    expect((await get(app.token)).status).toBe(200);
    expect((await change(user)).status).toBe(201);
    clock += 40_000;
    expect((await change(app.token)).status).toBe(201);
    expect((await change(app.token)).status).toBe(403);
  });

  it('refuses changes beyond those of an hour', async () => {
    github.setLimits({ contentPerHour: 1 });
    await change(user);
    clock += 600_000;
    expect((await change(user)).headers.get('retry-after')).toBe('3000');
  });

  it('ends when it is taken away', async () => {
    github.setLimits({ perHour: 1 });
    await get(user);
    expect((await get(user)).status).toBe(403);
    github.setLimits({});
    expect((await get(user)).status).toBe(200);
  });
});
