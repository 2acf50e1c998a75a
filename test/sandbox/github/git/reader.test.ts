import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GitReader, openReader } from '../../../../sandbox/github/git/reader.ts';

let folder: string;
let reader: GitReader;

function git(args: readonly string[], input: string | Buffer = ''): string {
  const name = { GIT_AUTHOR_NAME: 'octo', GIT_COMMITTER_NAME: 'octo' };
  const email = { GIT_AUTHOR_EMAIL: 'o@example.org', GIT_COMMITTER_EMAIL: 'o@example.org' };
  const env = { ...process.env, ...name, ...email };
  return execFileSync('git', ['--git-dir', folder, ...args], {
    input,
    encoding: 'utf8',
    env,
  }).trim();
}

function commit(bytes: string | Buffer): string {
  const blob = git(['hash-object', '-w', '--stdin'], bytes);
  const tree = git(['mktree'], `100644 blob ${blob}\ta file.txt\n`);
  return git(['commit-tree', tree, '-m', 'A change']);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-git-'));
  git(['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  reader = openReader(folder);
});

afterEach(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

it('sees a ref where it stands now, though it was asked for before', async () => {
  expect(await reader.info('refs/heads/main')).toBeNull();
  const [one, two] = [commit('one'), commit('two')];
  for (const sha of [one, two]) {
    git(['update-ref', 'refs/heads/main', sha]);
    expect(await reader.info('main^{commit}')).toMatchObject({ sha, type: 'commit' });
  }
  git(['pack-refs', '--all']);
  git(['repack', '-a', '-d', '-q']);
  expect(await reader.info('main')).toMatchObject({ sha: two });
  git(['update-ref', '-d', 'refs/heads/main']);
  expect(await reader.info('main')).toBeNull();
});

it('gives the bytes of a file, also of a large one, of none, and of one without a line break', async () => {
  for (const bytes of [
    randomBytes(3_000_000),
    Buffer.alloc(0),
    Buffer.from('x'),
    Buffer.from('\n\n'),
  ]) {
    const sha = commit(bytes);
    const file = await reader.contents(`${sha}:a file.txt`);
    expect(file?.size).toBe(bytes.length);
    expect(file?.bytes.equals(bytes)).toBe(true);
  }
});

it('answers many questions at once, each its own', async () => {
  const shas = Array.from({ length: 20 }, (_, at) => commit(`number ${at}`));
  const names = shas.flatMap((sha) => [`${sha}:a file.txt`, `${sha}:nothing`]);
  const files = await Promise.all(names.map((name) => reader.contents(name)));
  const texts = files.map((file) => file?.bytes.toString('utf8') ?? null);
  expect(texts).toEqual(shas.flatMap((_, at) => [`number ${at}`, null]));
});

it.each([
  'nothing',
  '',
  '-x',
  'main\ninfo main',
  'a b',
  'main^{nonsense}',
  'main@{1}',
  '0'.repeat(40),
  ':/Change',
  '..',
])('gives nothing for the name %j, and goes on', async (name) => {
  const sha = commit('one');
  git(['update-ref', 'refs/heads/main', sha]);
  const [none, some] = await Promise.all([reader.info(name), reader.info('main')]);
  expect(none).toBeNull();
  expect(some).toMatchObject({ sha });
});

it('starts again after it was closed', async () => {
  const sha = commit('one');
  expect(await reader.info(sha)).toMatchObject({ sha });
  reader.close();
  expect(await reader.info(sha)).toMatchObject({ sha });
});

it('gives nothing where there is no repository', async () => {
  const nowhere = openReader(join(folder, 'nowhere'));
  expect(await Promise.all([nowhere.info('main'), nowhere.contents('main')])).toEqual([null, null]);
});
