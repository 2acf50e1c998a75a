import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Files } from './content.ts';
import type { GitHubWorld, Person } from './world.ts';

/** A commit on a branch, pushed by somebody. */
export interface Push {
  readonly branch: string;
  readonly files: Files;
  /** Symbolic links by their paths, with what they lead to. */
  readonly links?: Files;
  /** Paths of files and folders that go, before all else. */
  readonly removed?: readonly string[];
  /** Default: the owner for `main`, else the maintainer. */
  readonly by?: Person;
  /** Whom the commit claims to be by; default: whoever pushes it. */
  readonly as?: string;
}

/** A working copy, from which anybody pushes with a token of their own. */
export interface Clone {
  /** Commits the files on top of the branch, or of `main` where it is new. Returns the commit. */
  push(push: Push): Promise<string>;
}

/** Makes a clone without files: commits are made on top of what the repository has at that moment. */
export async function cloneOf(world: GitHubWorld, name: string): Promise<Clone> {
  const { folder, github } = world;
  const clone = await mkdtemp(join(folder, 'clone-'));
  const bare = github.actions.bareRepository(name);
  const address = (by: Person): string => {
    const url = new URL(`${name}.git`, `${github.url}/`);
    url.username = by;
    url.password = world.token(by);
    return url.href;
  };
  await git(clone, ['init', '--quiet', '--initial-branch=unborn']);
  // It sees the objects there are without fetching them, which would take most of a test's time.
  await writeFile(join(clone, '.git', 'objects', 'info', 'alternates'), `${bare}/objects\n`);
  return {
    async push(push) {
      const { branch, by = branch === 'main' ? 'acme' : 'maintainer' } = push;
      const format = '--format=%(refname) %(objectname)';
      const refs = await git(bare, ['for-each-ref', format, 'refs/heads']);
      const heads = new Map(refs.split('\n').map((line) => [line.slice(0, -41), line.slice(-40)]));
      const start = heads.get(`refs/heads/${branch}`) ?? heads.get('refs/heads/main');
      const commit = await git(
        clone,
        ['fast-import', '--quiet', '--force', '--cat-blob-fd=1'],
        commitStream(push, by, start ?? null),
      );
      await git(clone, ['push', '--quiet', address(by), `${commit}:refs/heads/${branch}`]);
      return commit;
    },
  };
}

/** A commit as `git fast-import` takes it, on a branch of its own; it answers with the commit's sha. */
function commitStream(
  { branch, files, links = {}, removed = [], as }: Push,
  by: Person,
  start: string | null,
): string {
  return [
    `commit refs/heads/${randomUUID()}\nmark :1\n`,
    `committer ${as ?? by} <${as ?? by}@users.noreply.github.com> ${Math.floor(Date.now() / 1000)} +0000\n`,
    data(`Change ${Object.keys(files)[0] ?? 'nothing'} on ${branch}`),
    start === null ? '' : `from ${start}\n`,
    ...removed.map((path) => `D ${path}\n`),
    ...Object.entries(links).map(([path, target]) => `M 120000 inline ${path}\n${data(target)}`),
    ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
    '\nget-mark :1\n',
  ].join('');
}

function data(content: string): string {
  return `data ${Buffer.byteLength(content)}\n${content}\n`;
}

/** Git without the configuration of whoever runs the tests. */
async function git(folder: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn('git', args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
  // Most commands end without reading their input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [said, complained] = [text(child.stdout), text(child.stderr)];
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${await complained}`);
  return (await said).trim();
}
