import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Files } from './content.ts';
import type { AppWorld, Person } from './world.ts';

/** A commit on a branch, pushed by somebody. */
export interface Push {
  readonly branch: string;
  readonly files: Files;
  /** Default: the owner for `main`, else the maintainer. */
  readonly by?: Person;
}

/** A working copy, from which anybody pushes with a token of their own. */
export interface Clone {
  /** Commits the files on top of the branch, or of `main` where it is new. Returns the commit. */
  push(push: Push): Promise<string>;
}

/** Makes an empty clone; what is there is fetched before each commit. */
export async function cloneOf({ folder, github, token }: AppWorld, name: string): Promise<Clone> {
  const clone = await mkdtemp(join(folder, 'clone-'));
  const bare = github.actions.bareRepository(name);
  const address = (by: Person): string => {
    const url = new URL(`${name}.git`, `${github.url}/`);
    url.username = by;
    url.password = token(by);
    return url.href;
  };
  await git(clone, ['init', '--quiet', '--initial-branch=unborn']);
  return {
    async push({ branch, files, by = branch === 'main' ? 'acme' : 'maintainer' }) {
      await git(clone, ['fetch', '--quiet', bare, '+refs/heads/*:refs/remotes/origin/*']);
      const known = await git(clone, ['for-each-ref', '--format=%(refname)', 'refs/remotes']);
      const start = [branch, 'main']
        .map((each) => `refs/remotes/origin/${each}`)
        .find((ref) => known.split('\n').includes(ref));
      const commit = await git(
        clone,
        ['fast-import', '--quiet', '--force', '--cat-blob-fd=1'],
        commitStream(by, files, start ?? null),
      );
      await git(clone, ['push', '--quiet', address(by), `${commit}:refs/heads/${branch}`]);
      return commit;
    },
  };
}

/** A commit as `git fast-import` takes it; it answers with the commit's sha. */
function commitStream(by: Person, files: Files, start: string | null): string {
  const data = (content: string): string => `data ${Buffer.byteLength(content)}\n${content}\n`;
  return [
    'commit refs/heads/work\nmark :1\n',
    `committer ${by} <${by}@users.noreply.github.com> ${Math.floor(Date.now() / 1000)} +0000\n`,
    data(`Change ${Object.keys(files)[0] ?? 'nothing'}`),
    start === null ? '' : `from ${start}^0\n`,
    ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
    '\nget-mark :1\n',
  ].join('');
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
