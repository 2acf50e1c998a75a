import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAppSettings } from '../../adapters/app-settings.ts';
import type { SandboxGitHub } from '../../sandbox/github/contract.ts';
import { startGitHub } from '../../sandbox/github/index.ts';
import { assay } from './assay.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const url = 'https://assay.example.com';

let folder: string;
let github: SandboxGitHub;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-register-'));
  github = await startGitHub({ folder: join(folder, 'github') });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  expect(github.violations).toEqual([]);
  await github.close();
  await rm(folder, { recursive: true, force: true });
});

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(folder, 'out-'));
}

function env(): Record<string, string> {
  return { ASSAY_API_URL: github.apiUrl };
}

/** Starts the command, and gives the page that it says to open. */
async function begin(out: string, ...args: readonly string[]) {
  const { PATH = '' } = process.env;
  const child = spawn(
    process.execPath,
    [main, 'app-manifest', '--url', url, '--out', out, ...args],
    { env: { PATH, ...env() } },
  );
  children.push(child);
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  const [page = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(first.toString()) ?? [];
  return { child, page, rest: text(child.stdout), ended: once(child, 'exit') };
}

function plain(value = ''): string {
  return value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** What the page's form would send, and where to. */
function formOf(html: string): {
  readonly action: URL;
  readonly manifest: Record<string, unknown>;
} {
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1];
  const value = /name="manifest" value="([^"]*)"/.exec(html)?.[1];
  return {
    action: new URL(plain(action)),
    manifest: JSON.parse(plain(value)) as Record<string, unknown>,
  };
}

describe('assay app-manifest', () => {
  it('leads a person to GitHub and back, and keeps what GitHub made', async () => {
    const out = await emptyFolder();
    const { page, rest, ended } = await begin(out, '--organization', 'acme', '--name', 'Assay 1');
    const answer = await fetch(page);
    expect(answer.headers.get('content-security-policy')).toContain(`form-action ${github.url}`);
    const { action, manifest } = formOf(await answer.text());
    expect(`${action.origin}${action.pathname}`).toBe(
      `${github.url}/organizations/acme/settings/apps/new`,
    );
    const { code } = github.admin.registerManifest(manifest);
    const state = action.searchParams.get('state') ?? '';
    const back = await fetch(`${String(manifest['redirect_url'])}?code=${code}&state=${state}`);
    expect(back.status).toBe(200);
    expect(await back.text()).toContain('What is next stands in your terminal');
    expect(await ended).toEqual([0, null]);
    expect(await rest).toContain('assay-1 is registered, with the App ID');

    const key = join(out, 'assay.private-key.pem');
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect((await stat(join(out, 'assay.env'))).mode & 0o777).toBe(0o600);
    const variables = parseEnv(await readFile(join(out, 'assay.env'), 'utf8'));
    expect(variables).toMatchObject({ ASSAY_API_URL: github.apiUrl, ASSAY_PRIVATE_KEY: key });
    expect(await readAppSettings(variables)).toMatchObject({ ok: true });
    // And GitHub knows it by that key, with all that it needs.
    const data = { ASSAY_DATA_DIR: join(out, 'data') };
    const known = { cwd: out, env: { ...(variables as Record<string, string>), ...data } };
    const { stdout } = await assay(known, 'doctor');
    expect(stdout).toMatch(/^✓ permissions/m);
    expect(stdout).toMatch(/^✓ events/m);
    expect(stdout).toMatch(/^✓ webhook +https:\/\/assay\.example\.com\/api\/github\/webhooks/m);
  });

  it('takes no answer that it did not ask for', async () => {
    const { child, page } = await begin(await emptyFolder());
    for (const query of ['code=abc&state=another', 'code=abc', 'state=x', '']) {
      expect((await fetch(`${page}/registered?${query}`)).status).toBe(400);
    }
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  it('gives a page for a browser elsewhere, and takes the code from there; once', async () => {
    const run = { cwd: await emptyFolder(), env: env() };
    const made = await assay(run, 'app-manifest', '--url', url, '--page', 'register.html');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain(`It ends at ${url}/?code=…`);
    const page = await readFile(join(run.cwd, 'register.html'), 'utf8');
    const { action, manifest } = formOf(page);
    expect(action.pathname).toBe('/settings/apps/new');
    expect(manifest).toMatchObject({ redirect_url: `${url}/` });
    const { code } = github.admin.registerManifest({ ...manifest, name: 'Elsewhere' });
    expect(await assay(run, 'app-manifest', '--code', code)).toMatchObject({
      status: 0,
      stderr: '',
    });
    const second = { ...run, cwd: await emptyFolder() };
    const again = await assay(second, 'app-manifest', '--code', code);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('does not know this code (404)');
  });

  it('overwrites no key, and says so before anything is registered', async () => {
    const out = await emptyFolder();
    await writeFile(join(out, 'assay.private-key.pem'), 'precious');
    const { status, stderr } = await assay({ cwd: out }, 'app-manifest', '--url', url);
    expect(status).toBe(1);
    expect(stderr).toContain('is there already, and is not overwritten');
    expect(await readFile(join(out, 'assay.private-key.pem'), 'utf8')).toBe('precious');
  });

  it.each([
    [[], 'Say by --url where GitHub will reach the app'],
    [['--url', 'assay'], '--url must be an address'],
    [['--url', url, '--port', 'x'], '--port must be a number'],
    [['--url', url, '--out', '/no/such/folder'], 'is no folder'],
  ] as const)('refuses %j', async (args, why) => {
    const { status, stderr } = await assay({ cwd: await emptyFolder() }, 'app-manifest', ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(why);
  });
});
