import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SandboxGitHub } from '../../../sandbox/github/contract.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { appJwt } from './app-fixture.ts';

let folder: string;
let github: SandboxGitHub;
let now = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-manifest-'));
  github = await startGitHub({ folder, now: () => new Date(now) });
});
afterAll(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
  await rm(folder, { recursive: true });
});

const manifest = {
  name: 'My App',
  url: 'https://app.example.com',
  hook_attributes: { url: 'https://app.example.com/hook' },
  default_permissions: { checks: 'write' },
  default_events: ['check_run'],
};

async function convert(code: string) {
  const response = await fetch(`${github.apiUrl}/app-manifests/${code}/conversions`, {
    method: 'POST',
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('gives out once what it made of a manifest', async () => {
  const { code } = github.admin.registerManifest(manifest);
  const { status, body } = await convert(code);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    slug: 'my-app',
    permissions: { checks: 'write', metadata: 'read' },
    events: ['check_run'],
    webhook_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  const jwt = appJwt({ id: Number(body['id']), privateKey: String(body['pem']) });
  now = Date.now();
  const app = await fetch(`${github.apiUrl}/app`, { headers: { authorization: `Bearer ${jwt}` } });
  expect(app.status).toBe(200);
  expect((await convert(code)).status).toBe(404);
});

it('knows a code for an hour', async () => {
  const { code } = github.admin.registerManifest({ ...manifest, name: 'Late' });
  now += 61 * 60_000;
  expect((await convert(code)).status).toBe(404);
});

it.each([
  { ...manifest, name: '' },
  { ...manifest, name: 'a'.repeat(35) },
  { ...manifest, hook_attributes: {} },
])('refuses %j', (wrong) => {
  expect(() => github.admin.registerManifest(wrong)).toThrow(TypeError);
});
