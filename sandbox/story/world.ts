import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Octokit } from 'octokit';
import { appEvents, appPermissions } from '../../core/app-manifest.ts';
import { type RunningApp, startApp } from '../../app/start.ts';
import type { Permission, SandboxGitHub, SandboxRunner } from '../github/contract.ts';
import { startGitHub } from '../github/index.ts';
import { startRunner } from '../runner/index.ts';

const execute = promisify(execFile);

/** The people of the story, by their roles, and what they may do in the repository. */
export const people = {
  'ml-engineer': 'admin',
  'data-scientist': 'write',
  visitor: 'read',
} as const satisfies Record<string, Permission>;

export type Person = keyof typeof people;

/** Where GitHub finds the actions of this project: `uses: assay-dev/assay/actions/train@v1`. */
export const actionsRepository = 'assay-dev/assay';
const appSlug = 'assay';
const webhookSecret = 'a secret of the sandbox only';

/** Where the app's work is done: by a server, or without one in jobs of a workflow. */
export type Mode = 'server' | 'workflow';

/** Whose token opens pull requests where there is no server: an account that does nothing else. */
const machine = 'assay-machine';
const machineSecret = 'ASSAY_PULL_REQUEST_TOKEN';

/** An embedded GitHub with a runner and one repository in it, and the app. */
export interface World {
  readonly github: SandboxGitHub;
  readonly runner: SandboxRunner;
  /** Null without a server. */
  readonly app: RunningApp | null;
  /** Who comments and reacts. */
  readonly appLogin: string;
  readonly owner: string;
  readonly repo: string;
  /** The public key, PEM, of the pair whose private half the workflow signs with. */
  readonly signingKey: string;
  /** A token of this person's, for the API and for git. */
  readonly tokenOf: (person: Person) => string;
  /** A client that speaks as this person. */
  as(person: Person): Octokit;
  /** A clone that pushes as this person. */
  clone(person: Person): Promise<Clone>;
  /** Resolves when nothing is going on: no workflow runs, no delivery is on its way, no job waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A working copy of the repository. */
export interface Clone {
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
}

export interface WorldOptions {
  readonly folder: string;
  /** Outlives the world: Python environments. */
  readonly cacheFolder: string;
  /** The checkout of this project, whose actions run. */
  readonly projectFolder: string;
  readonly repository: string;
  /** Default: a server. */
  readonly mode?: Mode;
  readonly port?: number;
  readonly onLog?: (line: { readonly job: string; readonly text: string }) => void;
}

/** Starts everything on loopback addresses, with an empty repository whose default branch is `main`. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { folder, repository, mode = 'server' } = options;
  const [owner = '', repo = ''] = repository.split('/');
  const github = await startGitHub({
    folder: join(folder, 'github'),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const runner = startRunner({
    github,
    folder: join(folder, 'runner'),
    cacheFolder: options.cacheFolder,
    localActions: { [actionsRepository]: options.projectFolder },
    ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
  });
  await github.admin.createRepository({ name: repository, defaultBranch: 'main' });
  const tokens = new Map<Person, string>();
  for (const [login, permission] of Object.entries(people) as [Person, Permission][]) {
    tokens.set(login, github.admin.createUser(login).token);
    github.admin.setPermission(repository, login, permission);
  }
  const app = mode === 'server' ? await startInstalledApp(github, repository) : null;
  if (app === null) giveMachineToken(github, repository);
  const signingKey = giveSigningKey(github, repository);
  const token = (person: Person): string => tokens.get(person) ?? '';

  return {
    github,
    runner,
    app,
    appLogin: app === null ? 'github-actions[bot]' : `${appSlug}[bot]`,
    owner,
    repo,
    signingKey,
    tokenOf: token,
    as: (person) =>
      new Octokit({
        auth: token(person),
        baseUrl: github.apiUrl,
        throttle: { enabled: false },
        // A refused merge is told at once, as the button does.
        retry: { enabled: false },
      }),
    async clone(person) {
      await mkdir(join(folder, 'clones'), { recursive: true });
      const target = await mkdtemp(join(folder, 'clones', `${person}-`));
      const url = new URL(`${repository}.git`, `${github.url}/`);
      url.username = person;
      url.password = token(person);
      const git = async (...args: readonly string[]): Promise<string> => {
        const { stdout } = await execute('git', args, { cwd: target, env: gitEnvironment(person) });
        return stdout.trim();
      };
      await git('clone', '--quiet', url.href, '.');
      return { folder: target, git };
    },
    async settled() {
      await settle(github, runner, app);
    },
    async close() {
      await runner.close();
      await app?.close();
      await github.close();
    },
  };
}

/** The secret that the example's workflow signs versions with; gives the public key. */
function giveSigningKey(github: SandboxGitHub, repository: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  github.admin.setSecret(repository, 'ASSAY_SIGNING_KEY', String(pem));
  return String(publicKey.export({ type: 'spki', format: 'pem' }));
}

function giveMachineToken(github: SandboxGitHub, repository: string): void {
  const { token } = github.admin.createUser(machine);
  github.admin.setPermission(repository, machine, 'write');
  github.admin.setSecret(repository, machineSecret, token);
}

async function startInstalledApp(github: SandboxGitHub, repository: string): Promise<RunningApp> {
  const placeholder = { url: 'http://127.0.0.1:9/', secret: webhookSecret };
  const { id, privateKey } = github.admin.createApp({
    slug: appSlug,
    permissions: appPermissions,
    events: appEvents,
    webhook: placeholder,
  });
  const app = await startApp({
    appId: id,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.apiUrl,
    contentIntervalMs: 0,
    upkeep: false,
  });
  github.admin.setWebhook(appSlug, { url: app.webhookUrl, secret: webhookSecret });
  github.admin.installApp(appSlug, repository);
  return app;
}

/** One thing may start another (a delivery a job, a job a workflow), so all must be quiet in one round. */
async function settle(
  github: SandboxGitHub,
  runner: SandboxRunner,
  app: RunningApp | null,
): Promise<void> {
  let before = -1;
  while (before !== github.calls.length) {
    before = github.calls.length;
    await runner.idle();
    await github.admin.deliveriesSettled();
    await app?.idle();
    await github.admin.deliveriesSettled();
    // The end of a run may have started another.
    await runner.idle();
  }
}

/** Git as this person, without the configuration of whoever runs the story. */
function gitEnvironment(person: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: person,
    GIT_AUTHOR_EMAIL: `${person}@users.noreply.github.com`,
    GIT_COMMITTER_NAME: person,
    GIT_COMMITTER_EMAIL: `${person}@users.noreply.github.com`,
  };
}
