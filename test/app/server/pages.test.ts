import type { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/database/open.ts';
import type { Inbox } from '../../../adapters/inbox/inbox.ts';
import { isReport } from '../../../adapters/inbox/report.ts';
import { openInbox } from '../../../adapters/inbox/store.ts';
import type { Job, Task } from '../../../app/jobs/job.ts';
import { createMeter } from '../../../app/operations/meter.ts';
import { createPages, type PageSources } from '../../../app/server/pages.ts';

const token = 'a token of this test';
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>\u202e{{x}}`;

let inbox: Inbox<Task>;
let woken: number;
let pages: Hono;
let troubles: string[];

function pagesWith(change: Partial<PageSources> = {}): Hono {
  const meter = createMeter();
  meter.watch(
    () => inbox.state(),
    () => new Map(),
  );
  return createPages({
    inbox,
    meter,
    budgets: () => new Map([[7, { limit: 5000, remaining: 17, resetAt: new Date(1_000_000) }]]),
    ready: () => Promise.resolve(),
    wake() {
      woken += 1;
    },
    adminToken: token,
    troubled: (what) => troubles.push(what),
    now: () => new Date(1_000_000),
    ...change,
  });
}

/** Puts a job into the inbox and gives it up. */
async function bury(id: string, reason: string, about: Partial<Job> = {}): Promise<void> {
  const task = { kind: 'review-pull', pull: 1, anew: false, head: null } as const;
  await inbox.put([
    {
      id,
      key: `pull ${id}`,
      installation: 7,
      owner: 'acme',
      repo: 'bikes',
      defaultBranch: 'main',
      priority: 'event',
      delivery: null,
      task,
      ...about,
    },
  ]);
  const [claim] = await inbox.claim(1);
  if (claim === undefined) throw new Error('Nothing is due.');
  await inbox.bury(claim, reason);
}

const signedIn = { authorization: `Basic ${Buffer.from(`admin:${token}`).toString('base64')}` };

/** What a browser sends when the page's own form is sent. */
function form(fields: Readonly<Record<string, string>>, headers: object = {}): RequestInit {
  return {
    method: 'POST',
    headers: {
      ...signedIn,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  };
}

function command(body: unknown): RequestInit {
  const headers = { ...signedIn, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

function gone(): Promise<void> {
  return Promise.reject(new Error('the database is gone'));
}

async function counts(): Promise<{ waiting: number; dead: number }> {
  const { waiting, dead } = await inbox.state();
  return { waiting, dead };
}

beforeEach(async () => {
  const database = await openDatabase(
    { kind: 'memory' },
    () => undefined,
    () => 1_000_000,
  );
  inbox = openInbox<Task>(database, { name: 'test', leaseMs: 1_000 }, () => null);
  woken = 0;
  troubles = [];
  pages = pagesWith();
});

describe('health', () => {
  it('is 200 at /healthz whatever else is', async () => {
    expect((await pagesWith({ ready: gone }).request('/healthz')).status).toBe(200);
  });

  it('is 503 at /readyz, with the reason, when the database is gone', async () => {
    expect((await pages.request('/readyz')).status).toBe(200);
    const answer = await pagesWith({ ready: gone }).request('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe('not ready: the database is gone\n');
  });
});

describe('/metrics', () => {
  it('shows the inbox by kind, and that the database answers', async () => {
    await bury('a', 'why');
    const text = await (await pages.request('/metrics')).text();
    expect(text).toContain('assay_database_up 1\n');
    expect(text).toContain('assay_inbox_dead_jobs 1\n');
  });

  it('names no repository, no reason and no token', async () => {
    await bury('a', 'why it failed', { owner: 'secret-org' });
    const text = await (await pages.request('/metrics')).text();
    for (const secret of ['secret-org', 'bikes', 'why it failed', token]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('/inbox', () => {
  it('does not exist without an admin token', async () => {
    const none = pagesWith({ adminToken: null });
    expect((await none.request('/inbox', { headers: signedIn })).status).toBe(404);
    expect((await none.request('/inbox/replay', form({ all: 'true' }))).status).toBe(404);
  });

  it.each([
    {},
    { authorization: `Basic ${Buffer.from(`admin:${token}x`).toString('base64')}` },
    { authorization: `Basic ${Buffer.from(`root:${token}`).toString('base64')}` },
    { authorization: `Bearer ${token}` },
  ])('is refused with 401 for %j', async (headers) => {
    await bury('a', 'why');
    const answer = await pages.request('/inbox', { headers });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('acme');
    const json = { ...headers, accept: 'application/json', 'content-type': 'application/json' };
    expect((await pages.request('/inbox', { headers: json })).status).toBe(401);
    const all = { method: 'POST', headers: json, body: '{"all":true}' };
    expect((await pages.request('/inbox/replay', all)).status).toBe(401);
    expect(await counts()).toEqual({ waiting: 0, dead: 1 });
  });

  it('shows what was given up, and why', async () => {
    await bury('a', 'The file has no key "y".');
    const answer = await pages.request('/inbox', { headers: signedIn });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('acme/bikes');
    expect(text).toContain('The file has no key &quot;y&quot;.');
    expect(text).toContain('17 of 5000');
  });

  it('is 503 while the database is gone, and the log says why', async () => {
    const state = gone as () => Promise<never>;
    const away = pagesWith({ inbox: { ...inbox, state, replayAll: state } });
    const shown = await away.request('/inbox', { headers: signedIn });
    expect([shown.status, await shown.text()]).toEqual([
      503,
      'Not now: the log of the app says why.\n',
    ]);
    expect((await away.request('/inbox/replay', form({ all: 'true' }))).status).toBe(503);
    expect((await away.request('/inbox')).status).toBe(401);
    expect(troubles).toEqual(['GET /inbox failed', 'POST /inbox/replay failed']);
  });

  it('shows hostile text as text, wherever it stands', async () => {
    const about = { owner: hostile, repo: hostile, key: hostile };
    await bury(hostile, hostile, about);
    const path = `/inbox?replayed=${encodeURIComponent(hostile)}`;
    const text = await (await pages.request(path, { headers: signedIn })).text();
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/value="[^"]*<|value="[^"]*"'/);
    expect(text.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('runs no script, loads nothing, sends forms to itself only and is in no frame', async () => {
    const { headers } = await pages.request('/inbox', { headers: signedIn });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives the same as JSON to who asks for that', async () => {
    await bury('a', hostile);
    const headers = { ...signedIn, accept: 'application/json' };
    const answer = await pages.request('/inbox', { headers });
    expect(answer.headers.get('content-type')).toContain('application/json');
    const report: unknown = await answer.json();
    expect(isReport(report)).toBe(true);
    expect(report).toMatchObject({
      dead: 1,
      deadJobs: [{ id: 'a', repository: 'acme/bikes', kind: 'review-pull', reason: hostile }],
    });
  });
});

describe('/inbox/replay', () => {
  it('puts one job back, wakes the workers and returns to the page', async () => {
    await bury('a', 'why');
    await bury('b', 'why');
    const answer = await pages.request('/inbox/replay', form({ id: 'a' }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/inbox?replayed=1');
    expect(woken).toBe(1);
    expect(await counts()).toEqual({ waiting: 1, dead: 1 });
  });

  it('puts all back', async () => {
    await bury('a', 'why');
    await bury('b', 'why');
    await pages.request('/inbox/replay', form({ all: 'true' }));
    expect(await counts()).toEqual({ waiting: 2, dead: 0 });
  });

  it('takes JSON as well, and tells how many there were', async () => {
    await bury('a', 'why');
    await bury('all', 'why');
    const one = await pages.request('/inbox/replay', command({ id: 'all' }));
    expect(await one.json()).toEqual({ replayed: 1 });
    const none = await pages.request('/inbox/replay', command({ id: 'no such job' }));
    expect(await none.json()).toEqual({ replayed: 0 });
    const all = await pages.request('/inbox/replay', command({ all: true }));
    expect(await all.json()).toEqual({ replayed: 1 });
    expect(woken).toBe(3);
  });

  it.each([{}, { id: '' }, { id: 7 }, { all: false }, null, 'text'])(
    'puts nothing back for %j',
    async (body) => {
      await bury('a', 'why');
      expect((await pages.request('/inbox/replay', command(body))).status).toBe(400);
      expect(await counts()).toEqual({ waiting: 0, dead: 1 });
    },
  );

  it.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' },
    { 'sec-fetch-site': 'same-site', origin: 'https://evil.example.com' },
    { 'sec-fetch-site': '', origin: 'null' },
  ])('refuses the form of another site: %j', async (headers) => {
    await bury('a', 'why');
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
      const sent = form({ all: 'true' }, { ...headers, 'content-type': type });
      expect((await pages.request('/inbox/replay', sent)).status).toBe(403);
    }
    expect(await counts()).toEqual({ waiting: 0, dead: 1 });
  });
});
