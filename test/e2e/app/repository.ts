import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { beginning, type Files } from './content.ts';
import type { Values } from './records.ts';
import { beginRun, type PlayedRun, successful } from './workflow.ts';
import { type AppWorld, permissions, type Person, slug } from './world.ts';

const execute = promisify(execFile);

/** A commit on a branch, pushed by somebody. */
export interface Push {
  readonly branch: string;
  readonly files: Files;
  readonly by?: Person;
}

/** One repository of a world, in which the app is installed. */
export interface TestRepository {
  readonly world: AppWorld;
  /** `owner/name`. */
  readonly name: string;
  readonly at: { readonly owner: string; readonly repo: string };
  /** Commits the files on top of the branch, or of `main` where it is new, and pushes by git. Returns the commit. */
  push(push: Push): Promise<string>;
  /** Pushes the files on a new branch and opens a pull request onto `main`. */
  open(push: Push): Promise<OpenedPull>;
  /** Begins the workflow run of the newest event of this name at a commit. */
  begin(event: WorkflowTrigger['event'], commit: string): PlayedRun;
  /** Plays a successful workflow run with the metrics of some models. */
  play(
    event: WorkflowTrigger['event'],
    commit: string,
    metrics: Readonly<Record<string, Values>>,
  ): Promise<PlayedRun>;
  settled(): Promise<void>;
}

export interface OpenedPull {
  readonly number: number;
  readonly head: string;
}

let count = 0;

/** Makes a repository with a first commit on `main`, of these files. */
export async function createRepository(
  world: AppWorld,
  files: Files = beginning,
): Promise<TestRepository> {
  count += 1;
  const at = { owner: 'acme', repo: `models-${count}` };
  const name = `${at.owner}/${at.repo}`;
  await world.github.admin.createRepository({ name });
  for (const [login, permission] of Object.entries(permissions)) {
    world.github.admin.setPermission(name, login, permission);
  }
  world.github.admin.installApp(slug, name);
  const clone = await cloneOf(world, name);
  await clone.push({ branch: 'main', files });
  const begin: TestRepository['begin'] = (event, commit) => {
    const trigger = world.triggers.findLast(
      (one) =>
        one.repository === name &&
        one.event === event &&
        one.headSha === commit &&
        !one.ref.startsWith('refs/tags/'),
    );
    if (trigger === undefined) throw new TypeError(`No ${event} at ${commit}.`);
    return beginRun(world, trigger);
  };
  return {
    world,
    name,
    at,
    push: (push) => clone.push(push),
    async open(push) {
      const head = await clone.push(push);
      const { data } = await world.as(push.by ?? 'maintainer').rest.pulls.create({
        ...at,
        head: push.branch,
        base: 'main',
        title: `A change on ${push.branch}`,
      });
      return { number: data.number, head };
    },
    begin,
    async play(event, commit, metrics) {
      const run = begin(event, commit);
      for (const [model, values] of Object.entries(metrics)) {
        await run.uploadRecords(model, successful(run.source, model, values));
      }
      run.complete();
      await world.settled();
      return run;
    },
    settled: () => world.settled(),
  };
}

/** A working copy, from which anybody pushes with a token of their own. */
export async function cloneOf(
  world: AppWorld,
  name: string,
): Promise<{ push(push: Push): Promise<string> }> {
  const folder = await mkdtemp(join(world.folder, 'clone-'));
  const git = async (by: Person, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await execute('git', args, { cwd: folder, env: environment(by) });
    return stdout.trim();
  };
  const address = (by: Person): string => {
    const url = new URL(`${name}.git`, `${world.github.url}/`);
    url.username = by;
    url.password = world.token(by);
    return url.href;
  };
  await git('acme', 'init', '--quiet', '--initial-branch=unborn');
  return {
    async push({ branch, files, by = branch === 'main' ? 'acme' : 'maintainer' }) {
      await git(by, 'fetch', '--quiet', address('acme'), '+refs/heads/*:refs/remotes/origin/*');
      const known = await git(by, 'for-each-ref', '--format=%(refname)', 'refs/remotes/origin');
      const start = [branch, 'main']
        .map((each) => `refs/remotes/origin/${each}`)
        .find((ref) => known.split('\n').includes(ref));
      if (start !== undefined) await git(by, 'switch', '--quiet', '--detach', start);
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await git(by, 'add', '--all');
      await git(by, 'commit', '--quiet', '--message', `Change ${Object.keys(files)[0] ?? ''}`);
      await git(by, 'push', '--quiet', address(by), `HEAD:refs/heads/${branch}`);
      return git(by, 'rev-parse', 'HEAD');
    },
  };
}

/** Git as this person, without the configuration of whoever runs the tests. */
function environment(by: Person): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: by,
    GIT_AUTHOR_EMAIL: `${by}@users.noreply.github.com`,
    GIT_COMMITTER_NAME: by,
    GIT_COMMITTER_EMAIL: `${by}@users.noreply.github.com`,
  };
}
