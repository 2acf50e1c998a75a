import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type GitRunner, openRunner } from '../../../../sandbox/github/git/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-git-'));
let runner: GitRunner;

beforeAll(async () => {
  runner = openRunner();
  await runner.run({ args: ['init', '--quiet', '--bare', folder] });
});

afterEach(() => runner.close());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input?: string | Uint8Array) {
  return runner.run({ args: ['--git-dir', folder, ...args], input });
}

it('hands bytes to git and back as they are', async () => {
  const bytes = randomBytes(2_000_000);
  const { stdout, exitCode } = await run(['hash-object', '-w', '--stdin'], bytes);
  expect(exitCode).toBe(0);
  const back = await run(['cat-file', 'blob', Buffer.from(stdout).toString('utf8').trim()]);
  expect(Buffer.from(back.stdout).equals(bytes)).toBe(true);
});

it('runs many commands at once, and gives each its own answer', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => `number ${at}`);
  const results = await Promise.all(texts.map((text) => run(['stripspace'], text)));
  expect(results.map(({ stdout }) => Buffer.from(stdout).toString('utf8'))).toEqual(
    texts.map((text) => `${text}\n`),
  );
});

it('tells how a command failed', async () => {
  const result = await run(['cat-file', '-t', 'nothing']);
  expect(result.exitCode).toBe(128);
  expect(result.stderr).toContain('nothing');
});

it('sets the environment that a command asks for, and none of the host', async () => {
  const args = ['var', 'GIT_AUTHOR_IDENT'];
  const environment = { GIT_AUTHOR_NAME: 'octo', GIT_AUTHOR_EMAIL: 'octo@example.org' };
  const { stdout } = await runner.run({ args, environment });
  expect(Buffer.from(stdout).toString('utf8')).toMatch(/^octo <octo@example\.org> /);
});

it('fails the commands that its process dies of, and starts again with the next', async () => {
  const kill = 'alias.die=!kill -9 $(ps -o ppid= -p $PPID)';
  const [dead, other] = await Promise.all([
    runner.run({ args: ['-c', kill, 'die'] }),
    runner.run({ args: ['-c', 'alias.wait=!sleep 2', 'wait'] }),
  ]);
  expect([dead.exitCode, other.exitCode]).toEqual([null, null]);
  expect(dead.stderr).toContain('has ended');
  expect((await run(['rev-parse', '--git-dir'])).exitCode).toBe(0);
});
