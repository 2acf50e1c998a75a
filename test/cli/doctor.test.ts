import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../../app/start.ts';
import { appEvents, appPermissions } from '../../core/app-manifest.ts';
import type { Finding } from '../../core/doctor/index.ts';
import { slug, startAppWorld, webhookSecret } from '../e2e/app/world.ts';
import { assay } from './assay.ts';

let world: Awaited<ReturnType<typeof startAppWorld>>;

beforeAll(async () => {
  world = await startAppWorld();
  await world.github.admin.createRepository({ name: 'acme/bikes' });
  world.github.admin.installApp(slug, 'acme/bikes');
});
afterEach(() => {
  expect(world.github.violations).toEqual([]);
});
afterAll(() => world.close());

/** The variables that the app of this world would be started with. */
function variables(change: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ASSAY_APP_ID: String(world.appId),
    ASSAY_PRIVATE_KEY: world.privateKey,
    ASSAY_WEBHOOK_SECRET: webhookSecret,
    ASSAY_API_URL: world.github.apiUrl,
    ASSAY_DATA_DIR: join(world.folder, 'data'),
    ...change,
  };
}

async function doctor(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = await assay(
    { cwd: world.folder, env },
    'doctor',
    '--json',
    ...args,
  );
  expect(stderr).toBe('');
  const { ok, findings } = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly findings: readonly Finding[];
  };
  expect(status).toBe(ok ? 0 : 1);
  return {
    findings,
    outcomes: Object.fromEntries(findings.map(({ subject, outcome }) => [subject, outcome])),
    of: (subject: string) => findings.find((one) => one.subject === subject)?.found ?? '',
  };
}

describe('assay doctor', () => {
  it('finds all as it must be around a running app, but for the TLS that the sandbox lacks', async () => {
    const { outcomes } = await doctor(variables(), '--url', world.app.url);
    expect(outcomes).toEqual({
      settings: 'pass',
      'app id and key': 'pass',
      permissions: 'pass',
      events: 'pass',
      webhook: 'warn',
      deliveries: 'warn',
      installations: 'pass',
      clock: 'pass',
      database: 'pass',
      server: 'pass',
      signatures: 'pass',
    });
  });

  it('prints a line for each finding, what to do beneath it, and a summary', async () => {
    const where = { cwd: world.folder, env: variables() };
    const { status, stdout, stderr } = await assay(where, 'doctor');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^✓ settings +The variables are complete\.$/m);
    expect(stdout).toMatch(/^! webhook .*\n +→ Put a proxy with TLS/m);
    expect(stdout).toMatch(/\n\nThe app can work; 2 of 9 want a look\.\n$/);
    expect(stdout).not.toContain(webhookSecret);
    expect(stdout).not.toContain('PRIVATE KEY');
  });

  it('names every variable that is wrong, and looks at what it still can', async () => {
    const { findings, outcomes } = await doctor({ PORT: 'x', ASSAY_DATA_DIR: world.folder });
    expect(findings.filter(({ subject }) => subject === 'settings')).toHaveLength(4);
    expect(outcomes).toMatchObject({ settings: 'fail', database: 'pass' });
  });

  it('tells a secret that differs by the answers to deliveries', async () => {
    const { github, app } = world;
    github.admin.setWebhook(slug, { url: app.webhookUrl, secret: 'another secret' });
    const at = { owner: 'acme', repo: 'bikes' };
    await world.as('acme').rest.repos.createDispatchEvent({ ...at, event_type: 'assay-drift' });
    await world.settled();
    github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
    const { of, outcomes } = await doctor(variables());
    expect(outcomes['deliveries']).toBe('fail');
    expect(of('deliveries')).toContain('(401: 1)');
  });

  it('says that GitHub does not know the key', async () => {
    const other = world.github.admin.createApp({
      slug: 'other',
      permissions: { ...appPermissions, checks: 'read' },
      events: appEvents.filter((name) => name !== 'check_run'),
      webhook: { url: 'https://other.example.com/', secret: 'x' },
    });
    const wrong = await doctor(variables({ ASSAY_PRIVATE_KEY: other.privateKey }));
    expect(wrong.outcomes).toMatchObject({ 'app id and key': 'fail', clock: 'pass' });
    const lacking = await doctor(
      variables({ ASSAY_PRIVATE_KEY: other.privateKey, ASSAY_APP_ID: String(other.id) }),
    );
    expect(lacking.outcomes).toMatchObject({
      'app id and key': 'pass',
      permissions: 'fail',
      events: 'fail',
      webhook: 'warn',
      installations: 'warn',
    });
  });

  it('compares the clock with that of GitHub, even where GitHub refuses the key', async () => {
    const server = createServer((_request, response) => {
      const date = new Date(Date.now() + 200_000).toUTCString();
      response.writeHead(401, { date, 'content-type': 'application/json' });
      response.end('{"message":"A JSON web token could not be decoded"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { of, outcomes } = await doctor(variables({ ASSAY_API_URL: `http://127.0.0.1:${port}` }));
    server.close();
    expect(outcomes).toMatchObject({ 'app id and key': 'fail', clock: 'fail' });
    expect(of('clock')).toMatch(/clock is (199|200|201) s behind GitHub's/);
  });

  it('says that GitHub, the app and the database cannot be reached', async () => {
    const { ASSAY_DATA_DIR: _, ...others } = variables();
    const { of, outcomes } = await doctor(
      {
        ...others,
        ASSAY_API_URL: 'http://127.0.0.1:9/',
        DATABASE_URL: 'postgres://assay:hidden@127.0.0.1:9/assay',
      },
      '--url',
      'http://127.0.0.1:9',
    );
    expect(outcomes).toMatchObject({ 'app id and key': 'fail', database: 'fail', server: 'fail' });
    expect(of('app id and key')).toContain("can't be reached");
    expect(of('database')).toContain('PostgreSQL at 127.0.0.1:9/assay');
    expect(JSON.stringify([of('database')])).not.toContain('hidden');
  });

  it('asks the running app what waits, where that has the folder for itself', async () => {
    const folder = join(world.folder, 'held');
    const adminToken = 'a token of this test';
    const app = await startApp({
      appId: world.appId,
      privateKey: world.privateKey,
      secret: webhookSecret,
      baseUrl: world.github.apiUrl,
      database: { kind: 'folder', folder },
      adminToken,
      upkeep: false,
    });
    const own = { ASSAY_DATA_DIR: folder, PORT: new URL(app.url).port };
    const asked = await doctor(variables({ ...own, ASSAY_ADMIN_TOKEN: adminToken }));
    const silent = await doctor(variables(own));
    await app.close();
    const alone = await doctor(variables(own));
    expect(asked.of('database')).toContain('in use by the running app, which answers');
    expect(asked.of('inbox')).toBe('0 jobs waiting, 0 running, 0 given up.');
    expect(silent.outcomes).toMatchObject({ database: 'pass' });
    expect(silent.of('database')).toContain('ASSAY_ADMIN_TOKEN');
    expect(alone.of('database')).toMatch(/is up to date and answers in \d+ ms/);
    expect(alone.of('inbox')).toBe('0 jobs waiting, 0 running, 0 given up.');
  });

  it('refuses an address that is none', async () => {
    const { status, stderr } = await assay({ cwd: world.folder }, 'doctor', '--url', 'assay');
    expect(status).toBe(1);
    expect(stderr).toBe(
      '--url must be an address such as https://assay.example.com; found "assay".\n',
    );
  });
});
