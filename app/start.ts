import { once } from 'node:events';
import { Probot, ProbotOctokit } from 'probot';
import type { Identity } from '../adapters/github/comments.ts';
import { emptyMemory, type Memory } from '../adapters/github/repository.ts';
import { InputError } from '../core/errors.ts';
import { assay } from './assay.ts';
import type { JobContext } from './context.ts';
import type { DeadJob } from './inbox/inbox.ts';
import { memoryInbox } from './inbox/memory.ts';
import { startWorkers, type Workers } from './inbox/workers.ts';
import { execute } from './jobs/execute.ts';
import { giveUp } from './jobs/give-up.ts';
import { type Job, keyOf } from './jobs/job.ts';
import { createWebhookServer, type ServerStats, webhookPath } from './server.ts';

/** What the app is started with. */
export interface AppOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** Of the webhook. */
  readonly secret: string;
  /** The API's address; default: https://api.github.com. */
  readonly baseUrl?: string;
  /** False where GitHub is a sandbox: the pauses between writes are for github.com's limits. */
  readonly throttle?: boolean;
  readonly host?: string;
  readonly port?: number;
  /** Jobs at once. */
  readonly concurrency?: number;
  /** Takes warnings for whoever runs the app; default: Probot's log. */
  readonly warn?: (sentence: string) => void;
}

/** What the app has done. */
export interface AppStats extends Readonly<ServerStats> {
  readonly dead: readonly DeadJob[];
}

/** The app as it runs. */
export interface RunningApp {
  readonly url: string;
  readonly webhookUrl: string;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  stats(): Promise<AppStats>;
  /** Takes no more deliveries and jobs, and resolves when what runs has ended. */
  close(): Promise<void>;
}

/**
 * Starts the app: a server for webhooks, an inbox in memory, and workers. Throws an InputError for an empty secret,
 * which Probot would replace by a known one, and what GitHub or the network refuses.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { host = '127.0.0.1', port = 0, concurrency = 4 } = options;
  if (options.secret.trim() === '') {
    throw new InputError(
      'no-secret',
      'The webhook secret is empty: anybody could forge a webhook.',
    );
  }
  const probot = createProbot(options);
  const warn = options.warn ?? ((sentence: string) => probot.log.warn(sentence));
  const us = await identity(probot);
  const inbox = memoryInbox(() => Date.now());
  const memories = new Map<string, Memory>();
  let workers: Workers | null = null;
  const store = async (job: Job): Promise<void> => {
    await inbox.put(job);
    workers?.wake();
  };
  workers = startWorkers(
    inbox,
    concurrency,
    async (job) => execute(await contextOf(probot, us, memories, store, warn, job), job.task),
    async (job, error, final) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const fate = final ? 'was given up' : 'failed';
      warn(`${job.task.kind} in ${job.owner}/${job.repo} ${fate}: ${reason}`);
      if (!final) return;
      try {
        await giveUp(await contextOf(probot, us, memories, store, warn, job), job.task, error);
      } catch (failure) {
        warn(`Nobody could be told that ${job.id} was given up: ${String(failure)}`);
      }
    },
  );
  await probot.load(assay(store));
  const stats: ServerStats = { accepted: 0, unsigned: 0, malformed: 0 };
  const server = createWebhookServer(probot, stats);
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    await workers.stop();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  const url = `http://${host}:${address.port}`;
  return {
    url,
    webhookUrl: `${url}${webhookPath}`,
    idle: () => workers.idle(),
    stats: async () => ({ ...stats, dead: await inbox.dead() }),
    async close() {
      server.close();
      server.closeIdleConnections();
      await workers.stop();
      server.closeAllConnections();
    },
  };
}

function createProbot({ appId, privateKey, secret, baseUrl, throttle = true }: AppOptions): Probot {
  // Plain options have no effect on the throttling plugin; a function has.
  const Octokit = throttle
    ? ProbotOctokit
    : ProbotOctokit.defaults((defaults: object) => ({ ...defaults, throttle: { enabled: false } }));
  return new Probot({
    appId,
    privateKey,
    secret,
    Octokit,
    logLevel: 'warn',
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
}

/** Who we are, asked of GitHub: the slug is chosen when the app is registered. */
async function identity(probot: Probot): Promise<Identity> {
  const octokit = await probot.auth();
  const { data } = await octokit.rest.apps.getAuthenticated();
  if (data?.slug === undefined) throw new TypeError('GitHub does not say who this app is.');
  return { id: data.id, login: `${data.slug}[bot]` };
}

async function contextOf(
  probot: Probot,
  us: Identity,
  memories: Map<string, Memory>,
  store: (job: Job) => Promise<void>,
  warn: (sentence: string) => void,
  job: Job,
): Promise<JobContext> {
  const { owner, repo, defaultBranch, installation } = job;
  const octokit = await probot.auth(installation);
  const name = `${owner}/${repo}`;
  const memory = memories.get(name) ?? emptyMemory();
  memories.set(name, memory);
  return {
    repository: { octokit, owner, repo, memory },
    job: job.id,
    us,
    defaultBranch,
    repositoryUrl: `${webAddress(octokit.request.endpoint.DEFAULTS.baseUrl)}/${name}`,
    now: () => new Date(),
    warn,
    enqueue: (id, task) => store({ ...job, id, key: keyOf(task), task }),
  };
}

/** `https://github.com` of `https://api.github.com`; an enterprise server's API lies under `/api/v3`. */
function webAddress(apiUrl: string): string {
  if (apiUrl === 'https://api.github.com') return 'https://github.com';
  return apiUrl.replace(/\/api\/v3\/?$/, '');
}
