import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appSettings } from '../../adapters/app-settings.ts';
import { InputError } from '../../core/errors.ts';

const main = fileURLToPath(new URL('../../app/main.ts', import.meta.url));
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const complete = {
  ASSAY_APP_ID: '7',
  ASSAY_PRIVATE_KEY: privateKey,
  ASSAY_WEBHOOK_SECRET: 'a secret of this test',
};

/** The problems that a set of variables has, a line each; none when they are good. */
async function problemsOf(variables: Readonly<Record<string, string>>): Promise<string[]> {
  try {
    await appSettings(variables);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.split('\n').slice(0, -1);
  }
}

let folder: string;

/** What was started, so that a test that fails leaves nothing behind. */
const children: ChildProcess[] = [];

function start(variables: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '' } = process.env;
  const ASSAY_DATA_DIR = join(folder, String(children.length));
  const env = { PATH, ASSAY_DATA_DIR, ...variables };
  const child = spawn(process.execPath, [main], { env });
  children.push(child);
  return child;
}

async function outcomeOf(child: ChildProcess): Promise<{ status: unknown; stderr: string }> {
  if (child.stderr === null) throw new TypeError('No stderr.');
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { status, stderr };
}

describe('the environment of the app', () => {
  it('names every variable that is missing, and what it must be', async () => {
    expect(await problemsOf({ ASSAY_WEBHOOK_SECRET: ' ' })).toEqual([
      "ASSAY_APP_ID is not set: it must be the app's id, a whole number.",
      "ASSAY_PRIVATE_KEY is not set: it must be the app's private key: the PEM text, or a path to it.",
      "ASSAY_WEBHOOK_SECRET is not set: it must be the webhook's secret, as GitHub has it.",
    ]);
  });

  it.each([
    ['ASSAY_APP_ID', 'my-app', 'ASSAY_APP_ID must be a whole number; found "my-app".'],
    ['ASSAY_REQUIRE_POLICY', 'yes', 'ASSAY_REQUIRE_POLICY must be true or false; found "yes".'],
    [
      'ASSAY_REGISTRY_HOSTS',
      'https://ghcr.io',
      'ASSAY_REGISTRY_HOSTS must be hosts with commas between them, such as ghcr.io,registry.example.com:5000, or with http:// before one that has no TLS; found "https://ghcr.io".',
    ],
    ['PORT', '70000', 'PORT must be a whole number of at most 65535; found "70000".'],
    [
      'ASSAY_API_URL',
      'github.example.com',
      'ASSAY_API_URL must be an address such as https://github.example.com/api/v3; found "github.example.com".',
    ],
    [
      'ASSAY_PRIVATE_KEY',
      'no/such/key.pem',
      'ASSAY_PRIVATE_KEY is neither PEM text nor the path of a file that can be read.',
    ],
    [
      'ASSAY_PRIVATE_KEY',
      '-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----',
      'ASSAY_PRIVATE_KEY is no private key in PEM form, as GitHub lets you download it.',
    ],
    [
      'ASSAY_MONITOR_SECRET',
      'too short',
      'ASSAY_MONITOR_SECRET must have at least 32 characters, such as `openssl rand -hex 32` prints.',
    ],
    [
      'ASSAY_MONITOR_SECRET_PREVIOUS',
      'an old secret of this test, long enough',
      'ASSAY_MONITOR_SECRET_PREVIOUS is set, and ASSAY_MONITOR_SECRET is not.',
    ],
  ])('refuses %s = %j', async (name, value, problem) => {
    expect(await problemsOf({ ...complete, [name]: value })).toEqual([problem]);
  });

  it('takes two secrets for the tokens of monitors, the current one first', async () => {
    const [current, previous] = [
      'a current secret of this test only',
      'a previous secret of the same test only',
    ];
    const settings = await appSettings({
      ...complete,
      ASSAY_MONITOR_SECRET: current,
      ASSAY_MONITOR_SECRET_PREVIOUS: `${previous}\n`,
    });
    expect(settings.monitorSecrets).toEqual([current, previous]);
  });

  it('takes the key as text, as text with escaped line breaks, and as a path', async () => {
    const keys = await mkdtemp(join(tmpdir(), 'assay-app-'));
    const path = join(keys, 'key.pem');
    await writeFile(path, privateKey);
    for (const key of [privateKey, privateKey.replaceAll('\n', '\\n'), path]) {
      const options = await appSettings({ ...complete, ASSAY_PRIVATE_KEY: key });
      expect(options.privateKey.trim()).toBe(privateKey.trim());
    }
    await rm(keys, { recursive: true });
  });

  it('leaves the address and the host to their defaults, and listens on port 3000', async () => {
    expect(await appSettings(complete)).toEqual({
      appId: 7,
      privateKey: privateKey.trim(),
      secret: 'a secret of this test',
      port: 3000,
      policyRequired: false,
      logLevel: 'info',
      database: { kind: 'folder', folder: 'assay-data' },
      stores: {
        variables: complete,
        hosts: ['ghcr.io'],
        progress: expect.any(Function) as unknown,
      },
    });
  });
});

describe('the app as a process', () => {
  let github: Server;
  let known = true;
  let api: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-app-'));
    github = createServer((_request, response) => {
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(known ? { id: 7, slug: 'assay' } : { message: 'No' }));
    });
    github.listen(0, '127.0.0.1');
    await once(github, 'listening');
    api = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    github.closeAllConnections();
    github.close();
  });

  it('ends with status 1 and no stack when nothing is set', async () => {
    const { status, stderr } = await outcomeOf(start({}));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^ASSAY_APP_ID is not set/);
    expect(stderr).not.toContain('    at ');
  });

  it('says that GitHub does not know the app', async () => {
    known = false;
    const { status, stderr } = await outcomeOf(start({ ...complete, ASSAY_API_URL: api }));
    known = true;
    expect(status).toBe(1);
    expect(stderr).toBe(
      `${api} does not know this app (401): ASSAY_APP_ID and ASSAY_PRIVATE_KEY must be of one app that is registered there.\n`,
    );
  });

  it('serves webhooks until it is told to stop', async () => {
    const child = start({ ...complete, ASSAY_API_URL: api, PORT: '0' });
    const [line] = (await once(child.stderr ?? child, 'data')) as [Buffer];
    const url = /http:\S+/.exec(line.toString())?.[0] ?? '';
    expect(new URL(url).pathname).toBe('/api/github/webhooks');
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says which port is taken', async () => {
    const PORT = new URL(api).port;
    const { status, stderr } = await outcomeOf(start({ ...complete, ASSAY_API_URL: api, PORT }));
    expect(status).toBe(1);
    expect(stderr).toBe(
      `The app can't listen on port ${PORT} of 127.0.0.1 (EADDRINUSE): set PORT or HOST to others.\n`,
    );
  });
});
