import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { SandboxGitHub } from '../../sandbox/github/contract.ts';
import { startGitHub } from '../../sandbox/github/index.ts';
import { commandOf, copiesOf, readContainerfile, root, textsOf } from './containerfile.ts';

const execute = promisify(execFile);
const { image, before } = readContainerfile();
const [user = ''] = textsOf(image, 'USER');
const environment = Object.fromEntries(
  textsOf(image, 'ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('='))),
) as Record<string, string>;

/** As the container would run it; a test that isn't root can only be who it is. */
const who =
  process.getuid?.() === 0
    ? { uid: Number(user.split(':')[0]), gid: Number(user.split(':')[1]) }
    : {};

describe('the container file', () => {
  it('begins with the Node of the project, by its version', () => {
    const bases = [...textsOf(before, 'FROM'), ...textsOf(image, 'FROM')];
    for (const base of bases) {
      expect(base).toContain(`docker.io/library/node:${manifest.devDependencies.node}-slim`);
    }
  });

  it('installs what the app depends on by the lock file, and runs no scripts of it', () => {
    expect(textsOf(before, 'RUN')).toEqual(['npm ci --omit=dev --ignore-scripts']);
  });

  it('runs as nobody special, and by no shell', () => {
    expect(user).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(commandOf(textsOf(image, 'CMD')[0] ?? '')).toEqual(['node', '/app/app/main.ts']);
    expect(image.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
      image.findLastIndex(({ name }) => name === 'RUN'),
    );
  });

  it('sets no folder for the inbox, which would contradict DATABASE_URL', () => {
    expect(environment).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '3000' });
    expect(textsOf(image, 'VOLUME')).toEqual(textsOf(image, 'WORKDIR'));
  });

  it('is given what it copies, and nothing else', () => {
    const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    const given = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = [...copiesOf(before), ...copiesOf(image)].flatMap(({ sources }) => sources);
    expect(lines).toContain('*');
    expect(new Set(given)).toEqual(new Set(copied));
  });
});

describe('what the container file copies', () => {
  let place: string;
  let github: SandboxGitHub;
  let app: ChildProcess | null = null;
  const variables: Record<string, string> = {};

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'assay-container-'));
    await chmod(place, 0o755);
    for (const { sources, target } of copiesOf(image)) {
      for (const source of sources) {
        const to = target.endsWith('/') ? join(place, target, source) : join(place, target);
        await mkdir(dirname(to), { recursive: true });
        await cp(join(root, source), to, { recursive: true });
      }
    }
    // What our own code imports must be among the dependencies; what those depend on, the lock file tells.
    for (const name of Object.keys(manifest.dependencies)) {
      const link = join(place, 'app', 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(root, 'node_modules', name), link);
    }
    await execute('chmod', ['-R', 'a-w,a+rX', join(place, 'app')]);
    await mkdir(join(place, 'data'), { mode: 0o700 });
    if (who.uid !== undefined) await chown(join(place, 'data'), who.uid, who.gid);

    github = await startGitHub({ folder: join(place, 'github') });
    const { id, privateKey } = github.admin.createApp({
      slug: 'assay',
      permissions: {},
      events: [],
      webhook: { url: 'http://127.0.0.1:9/', secret: 'secret' },
    });
    Object.assign(variables, environment, {
      PORT: '0',
      ASSAY_APP_ID: String(id),
      ASSAY_PRIVATE_KEY: privateKey,
      ASSAY_WEBHOOK_SECRET: 'secret',
      ASSAY_API_URL: github.apiUrl,
    });
  });
  afterAll(async () => {
    app?.kill('SIGKILL');
    await github.close();
    await execute('chmod', ['-R', 'u+w', place]);
    await rm(place, { recursive: true, force: true });
  });

  const inPlace = (path: string): string => path.replace(/^\/app\//, `${place}/app/`);
  const options = () => ({ cwd: join(place, 'data'), env: variables, ...who });

  it('is enough to run the app, and may be read-only: it writes to the volume only', async () => {
    const [, file = ''] = commandOf(textsOf(image, 'CMD')[0] ?? '');
    const child = spawn(process.execPath, [inPlace(file)], options());
    app = child;
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await Promise.race([once(child.stderr, 'data'), once(child, 'exit')]);
    const [url] = /http:\S+/.exec(errors) ?? [];
    expect(errors).toMatch(/^The app takes webhooks at http:/);
    const port = new URL(url ?? '').port;
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);

    // The image's own check of its health, on the port that was free.
    const [health = ''] = textsOf(image, 'HEALTHCHECK');
    const [, ...words] = commandOf(health);
    const check = { ...options(), env: { ...variables, PORT: port } };
    await execute(process.execPath, words, check);
    const elsewhere = { ...check, env: { ...variables, PORT: '9' } };
    await expect(execute(process.execPath, words, elsewhere)).rejects.toMatchObject({ code: 1 });

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('is enough for the commands that look after the app', async () => {
    const main = inPlace('/app/cli/main.ts');
    const { stdout } = await execute(process.execPath, [main, 'inbox', 'list'], options());
    expect(stdout).toBe('0 waiting, 0 running, 0 given up.\n');
    const doctor = execute(process.execPath, [main, 'doctor'], options());
    await expect(doctor).rejects.toMatchObject({ code: 1, stderr: '' });
  });
});
