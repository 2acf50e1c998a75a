import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from 'octokit';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { appEvents, appPermissions } from '../../../core/app-manifest.ts';
import { createLog } from '../../../app/operations/log.ts';
import { type AppOptions, type RunningApp, startApp } from '../../../app/start.ts';
import type { SandboxGitHub, WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';

export const slug = 'assay';
export const webhookSecret = 'a secret of the tests only';

/** Who may do what in every repository of a test; the owner's account is `acme`. */
export const permissions = { maintainer: 'write', reader: 'read' } as const;

export type Person = 'acme' | keyof typeof permissions;

/** An embedded GitHub with an app that is registered there, wherever it runs. */
export interface GitHubWorld {
  readonly github: SandboxGitHub;
  readonly folder: string;
  /** PEM of the app's key. */
  readonly privateKey: string;
  readonly appId: number;
  /** Every event that would have started a workflow. */
  readonly triggers: readonly WorkflowTrigger[];
  token(person: Person): string;
  as(person: Person): Octokit;
  /** Resolves when nothing is on its way and no job waits. */
  settled(): Promise<void>;
}

/** An embedded GitHub and the app, which talk over HTTP; the tests of a file share them. */
export interface AppWorld extends GitHubWorld {
  readonly app: RunningApp;
  /** What the app said to whoever runs it. */
  readonly warnings: readonly string[];
}

export interface StartedWorld extends AppWorld {
  close(): Promise<void>;
}

/** Starts an embedded GitHub on a loopback address; webhooks go nowhere yet. */
export async function startGitHubWorld(
  now?: () => Date,
): Promise<GitHubWorld & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-app-'));
  const github = await startGitHub({
    folder: join(folder, 'github'),
    ...(now === undefined ? {} : { now }),
  });
  const triggers: WorkflowTrigger[] = [];
  github.onWorkflowTrigger((trigger) => triggers.push(trigger));
  const tokens = new Map(
    ['acme', ...Object.keys(permissions)].map((login) => [
      login,
      github.admin.createUser(login).token,
    ]),
  );
  const { id: appId, privateKey } = github.admin.createApp({
    slug,
    permissions: appPermissions,
    events: appEvents,
    webhook: { url: 'http://127.0.0.1:9/', secret: webhookSecret },
  });
  const token = (person: Person): string => tokens.get(person) ?? '';
  return {
    github,
    folder,
    privateKey,
    appId,
    triggers,
    token,
    as: (person) => client(github, token(person)),
    settled: () => github.admin.deliveriesSettled(),
    async close() {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The options of an app of a world, which neither spaces its calls nor looks for what was missed by itself. */
export function optionsIn({ appId, privateKey, github }: GitHubWorld): AppOptions {
  return {
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.apiUrl,
    contentIntervalMs: 0,
    upkeep: false,
  };
}

/** Starts both on loopback addresses. */
export async function startAppWorld(
  now?: () => Date,
  options: Partial<AppOptions> = {},
): Promise<StartedWorld> {
  const world = await startGitHubWorld(now);
  const { github } = world;
  const warnings: string[] = [];
  const app = await startApp({
    ...optionsIn(world),
    ...(now === undefined ? {} : { now }),
    ...options,
    log: createLog('warn', { write: (line) => warnings.push(messageOf(line)) }),
  });
  github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
  return {
    ...world,
    app,
    warnings,
    async settled() {
      let before = -1;
      while (before !== github.calls.length) {
        before = github.calls.length;
        await github.admin.deliveriesSettled();
        await app.idle();
        await github.admin.deliveriesSettled();
      }
    },
    async close() {
      await app.close();
      await world.close();
    },
  };
}

function messageOf(line: string): string {
  return (JSON.parse(line) as { readonly msg: string }).msg;
}

/** A client that neither waits nor tries again. */
function client(github: SandboxGitHub, auth: string): Octokit {
  return new Octokit({
    auth,
    baseUrl: github.apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

/** A world for the tests of a file; after each test nothing may have been said that GitHub does not document. */
export function useWorld(now?: () => Date): () => AppWorld {
  let world: StartedWorld | null = null;
  const current = (): StartedWorld => {
    if (world === null) throw new TypeError('The world has not begun.');
    return world;
  };
  beforeAll(async () => {
    world = await startAppWorld(now);
  });
  afterEach(async () => {
    await current().settled();
    expect(current().github.violations).toEqual([]);
  });
  afterAll(async () => current().close());
  return current;
}
