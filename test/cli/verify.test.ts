import { execFile } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyVersion } from '../../cli/commands/verify.ts';
import { signingPair } from '../adapters/signature/pair.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { startGitHubWorld } from '../e2e/app/world.ts';
import { installed } from '../tools/installed.ts';
import { assay, type Outcome } from './assay.ts';
import { registerBikes, type RegisteredVersion } from './registered.ts';

const execute = promisify(execFile);
const password = 'the password of the tests';
const pair = signingPair('P-384', password);
const keyLines = pair.privateKey.split('\n').filter((line) => line.length > 20);

let world: Awaited<ReturnType<typeof startGitHubWorld>>;

beforeAll(async () => {
  world = await startGitHubWorld();
});
afterAll(() => world.close());

function registerSigned(): Promise<RegisteredVersion> {
  return registerBikes(world, {
    'signing-key': pair.privateKey,
    'signing-key-password': password,
  });
}

/** Runs `assay verify` with GitHub's address and a token, in a folder with the public key. */
async function verify(...args: readonly string[]): Promise<Outcome & { readonly cwd: string }> {
  const cwd = await temporaryFolder({ 'signing.pub': pair.publicKey });
  const env = { GITHUB_API_URL: world.github.apiUrl, GITHUB_TOKEN: world.token('reader') };
  const outcome = await assay({ cwd, env }, 'verify', 'bikes@1.0.0', ...args);
  return { ...outcome, cwd };
}

/** The claims of a verification, by what was found of them. */
function marked(stdout: string, mark: string): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => line.slice(2).split('  ')[0] ?? '');
}

describe('a version that was registered with a key', () => {
  it(
    'is verified with the public key, and in every part that is there',
    { timeout: 60_000 },
    async () => {
      const { repository, log } = await registerSigned();
      for (const secret of [password, ...keyLines]) expect(log).not.toContain(secret);
      expect(log).toContain('Signed bikes@v1.0.0 with the key sha256:');
      const args = ['--repository', repository, '--key', 'signing.pub', '--require-signature'];
      const { status, stdout, stderr, cwd } = await verify(...args, '--output', 'version');
      expect({ status, stderr, failed: marked(stdout, '✘') }).toEqual({
        status: 0,
        stderr: '',
        failed: [],
      });
      expect(marked(stdout, '✔')).toEqual(
        expect.arrayContaining([
          "The version's record",
          'Run and evaluation',
          'The tag',
          'The package',
          "The model's files",
          'Signature of the model',
          'Signed provenance',
          'Signed test result',
          'Evidence',
        ]),
      );
      expect(stdout).toContain('bikes@v1.0.0 is what was registered: ');
      for (const name of await readdir(join(cwd, 'version'))) {
        const text = await readFile(join(cwd, 'version', name), 'latin1');
        for (const secret of [password, ...keyLines]) expect(text).not.toContain(secret);
      }
      await verifyOffline(join(cwd, 'version'));
    },
  );
});

/** The same folder without a network, then by Python's own tool, then with one byte that changed. */
async function verifyOffline(folder: string): Promise<void> {
  const args = ['--folder', folder, '--key', 'signing.pub', '--require-signature', '--json'];
  const intact = await verify(...args);
  expect(JSON.parse(intact.stdout)).toMatchObject({ holds: true, signed: true });
  expect(intact.status).toBe(0);
  const model = join(folder, 'model');
  await mkdir(model);
  await execute('tar', ['-xzf', join(folder, 'bikes-1.0.0.tar.gz'), '-C', model]);
  expect((await verify(...args)).status).toBe(0);
  const program = installed('model_signing');
  if (program !== null) {
    const key = join((await verify('--help')).cwd, 'signing.pub');
    const signature = join(folder, 'bikes-1.0.0.sigstore.json');
    const options = ['--signature', signature, '--public_key', key];
    const { stdout } = await execute(program, ['verify', 'key', ...options, model]);
    expect(stdout).toContain('Verification succeeded');
  }
  await appendFile(join(model, 'model/weights.txt'), 'x');
  const changed = await verify('--folder', folder, '--key', 'signing.pub');
  expect(changed.status).toBe(1);
  expect(marked(changed.stdout, '✘')).toEqual(["The model's files", 'Signature of the model']);
  expect(changed.stdout).toContain('model/weights.txt changed');
  expect(changed.stdout).toContain('Do not use it.');
}

describe('a version that nobody signed', () => {
  it(
    'is verified in all else, and is not what --require-signature asks for',
    { timeout: 60_000 },
    async () => {
      const { repository, log } = await registerBikes(world, {});
      expect(log).toContain('::notice::The version is not signed');
      const { status, stdout, cwd } = await verify(
        '--repository',
        repository,
        '--output',
        'version',
      );
      expect(marked(stdout, '✘')).toEqual([]);
      expect(status).toBe(0);
      expect(stdout).toContain('No signature of this version was proved');
      const folder = join(cwd, 'version');
      expect(await readdir(folder)).not.toContain('attestations.sigstore.jsonl');
      const asked = await verify('--folder', folder, '--require-signature');
      expect(asked.status).toBe(1);
      expect(asked.stdout).toContain('is not verified');
      await writeFile(join(folder, 'predictions.csv'), 'id,y,y_hat\n');
      const altered = await verify('--folder', folder);
      expect(altered.status).toBe(1);
      expect(marked(altered.stdout, '✘')).toEqual(['Run and evaluation', 'Documents']);
    },
  );

  it(
    'is not verified where its tag was moved, or its release is not there',
    { timeout: 60_000 },
    async () => {
      const { repository } = await registerBikes(world, { sign: 'off' });
      const at = { owner: 'acme', repo: repository.slice('acme/'.length) };
      const { git } = world.as('acme').rest;
      const { data: main } = await git.getRef({ ...at, ref: 'heads/main' });
      await git.updateRef({ ...at, ref: 'tags/bikes@v1.0.0', sha: main.object.sha, force: true });
      const moved = await verify('--repository', repository);
      expect(moved.status).toBe(1);
      expect(marked(moved.stdout, '✘')).toEqual(['The tag']);
      const sha = main.object.sha;
      await git.createRef({ ...at, ref: 'refs/tags/bikes@v1.0.0!', sha });
      const takenBack = await verify('--repository', repository);
      expect(takenBack.status).toBe(1);
      expect(takenBack.stdout).toContain('bikes@v1.0.0 was taken back');
      const cwd = await temporaryFolder();
      const env = { GITHUB_API_URL: world.github.apiUrl, GITHUB_TOKEN: world.token('reader') };
      const unknown = await assay(
        { cwd, env },
        'verify',
        'bikes@9.0.0',
        '--repository',
        repository,
      );
      expect(unknown).toMatchObject({ status: 1, stdout: '' });
      expect(unknown.stderr).toContain('has no release bikes@v9.0.0');
    },
  );
});

describe('assay verify', () => {
  it.each([
    [[], 'takes either --repository owner/name'],
    [['--folder', '.', '--repository', 'acme/bikes'], 'takes either --repository owner/name'],
    [['--folder', '.', '--key', 'a', '--roots', 'b'], 'takes either --key or --roots'],
    [['--folder', '.', '--roots', 'b'], '--roots and --identity together'],
    [['--folder', '.', '--issuer', 'b'], '--issuer only with --roots'],
  ])('says what is wrong with the call %j', async (args, sentence) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await verifyVersion(['bikes@1.0.0', ...args])).toBe(2);
    expect(String(written.mock.calls[0]?.[0])).toContain(sentence);
    written.mockRestore();
  });

  it('names its usage where it is given an option that it does not have', async () => {
    const { status, stdout, stderr } = await verify('--folder', '.', '--surprise');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: assay verify');
  });

  it('says what it can not read', async () => {
    const folder = await temporaryFolder({ 'signing.pub': pair.publicKey });
    const key = join(folder, 'signing.pub');
    for (const [args, sentence] of [
      [['--folder', join(folder, 'nowhere')], 'is not a folder that can be read'],
      [['--folder', folder, '--key', 'nowhere'], "nowhere can't be read"],
      [['--folder', folder, '--roots', key, '--identity', 'x'], 'holds no roots of trust'],
    ] as const) {
      await expect(verifyVersion(['bikes@1.0.0', ...args])).rejects.toThrow(sentence);
    }
    const empty = await verify('--folder', '.');
    expect(empty.status).toBe(1);
    expect(empty.stdout).toContain('There is no version.json');
  });
});
