import { notInstalled } from '../adapters/github/installation-client.ts';
import { statusOf } from '../adapters/github/repository.ts';
import { createAnswers } from '../adapters/github/answers.ts';
import { createCache } from '../adapters/github/cache.ts';
import { contentIntervalMs, createLimits, refusedUntil } from '../adapters/github/limits.ts';
import { createDuties } from '../adapters/database/duties.ts';
import { type DatabaseOptions, openDatabase } from '../adapters/database/open.ts';
import type { DeadJob, Inbox } from '../adapters/inbox/inbox.ts';
import { openInbox } from '../adapters/inbox/store.ts';
import { hostname } from 'node:os';
import { webhookPath } from '../core/app-manifest.ts';
import { InputError, RefusedError } from '../core/errors.ts';
import { jobsOf, type Sent } from './deliveries.ts';
import { askIdentity, createProbot, type GitHubOptions, untilAnswered } from './github.ts';
import { startWorkers } from './inbox/workers.ts';
import { absorbTask } from './jobs/absorb.ts';
import { execute } from './jobs/execute.ts';
import { giveUp } from './jobs/give-up.ts';
import type { Job, Task } from './jobs/job.ts';
import { createLog, type Logger } from './operations/log.ts';
import { createMeter, type DeliveryOutcome } from './operations/meter.ts';
import { reporter } from './operations/report.ts';
import { createPages } from './server/pages.ts';
import { serve } from './server/serve.ts';
import { UnreadableDelivery, type Webhook } from './server/webhook.ts';
import { startUpkeep, type UpkeepTimes, usualUpkeepTimes } from './upkeep/upkeep.ts';
import { contextMaker, fieldsOf, takenFields } from './work.ts';

/** What the app is started with. */
export interface AppOptions extends GitHubOptions {
  /** Where the inbox is kept; default: in memory, for a sandbox. */
  readonly database?: DatabaseOptions;
  readonly host?: string;
  readonly port?: number;
  /** Where health, metrics and the page of the inbox are served; default: beside the webhook. */
  readonly operationsPort?: number;
  /** Whoever knows it sees the page of the inbox; default: there is none. */
  readonly adminToken?: string;
  /** Jobs at once; default: 4. With 0 the process only takes deliveries. */
  readonly concurrency?: number;
  /** The pause between calls that create content; default: as GitHub's limit asks. 0 where GitHub is a sandbox. */
  readonly contentIntervalMs?: number;
  /** How long a job counts as worked on without a sign of life; default: 30 s. */
  readonly leaseMs?: number;
  /** How long jobs may go on when the app is to end; default: 20 s. */
  readonly graceMs?: number;
  /** How often it is looked for what no delivery tells of; false: never, for a sandbox. */
  readonly upkeep?: UpkeepTimes | false;
  /** Default: one JSON object a line on standard output, from warnings upwards. */
  readonly log?: Logger;
}

/** What the app has done since it began. */
export interface AppStats {
  readonly deliveries: Readonly<Record<DeliveryOutcome, number>>;
  readonly dead: readonly DeadJob<Task>[];
}

/** The app as it runs. */
export interface RunningApp {
  readonly url: string;
  readonly webhookUrl: string;
  /** Where health, metrics and the page of the inbox are. */
  readonly operationsUrl: string;
  readonly inbox: Inbox<Task>;
  /** Looks now for what no delivery told of. Throws what goes wrong. */
  catchUp(): Promise<void>;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  stats(): Promise<AppStats>;
  /** Takes no more deliveries and jobs, and resolves when what runs has ended or was handed back. */
  close(): Promise<void>;
}

const usualLeaseMs = 30_000;
/** How long jobs may go on when the app is to end, unless said otherwise. */
export const usualGraceMs = 20_000;
const mostDead = 1_000;
const keepAnswersMs = 5_000;
const mostWithout = 10_000;

/**
 * Starts the app: a durable inbox, workers, and a server for webhooks. Throws an InputError for an empty secret, which
 * Probot would replace by a known one, or a database that can't be used, and what GitHub or the network refuses.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  if (options.secret.trim() === '') {
    throw new InputError(
      'no-secret',
      'The webhook secret is empty: anybody could forge a webhook.',
    );
  }
  const log = options.log ?? createLog('warn');
  const meter = createMeter();
  const troubled = (what: string, error: unknown): void => {
    meter.trouble();
    log.error({ err: error }, `${what}.`);
  };
  const probot = createProbot(options, log, meter);
  const identity = untilAnswered(() => askIdentity(probot));
  await identity().catch((error: unknown) => {
    // An app that GitHub does not know is wrong; one whose GitHub is down takes what comes, and waits.
    const isDown = (statusOf(error) ?? 0) >= 500 || refusedUntil(error, Date.now()) !== null;
    if (!isDown) throw error;
    troubled('GitHub does not say who this app is: deliveries are taken, and jobs wait', error);
  });
  const database = await openDatabase(options.database ?? { kind: 'memory' }, (error) => {
    troubled('A connection to the database broke', error);
  });
  const leaseMs = options.leaseMs ?? usualLeaseMs;
  const inbox = openInbox<Task>(
    database,
    { name: `${hostname()} ${process.pid}`, leaseMs },
    absorbTask,
  );
  const shared = database.engine === 'postgres';
  const duties = createDuties(database, leaseMs);
  if (!shared) {
    await inbox.recover();
    await duties.recover();
  }

  const limits = createLimits(database, options.contentIntervalMs ?? contentIntervalMs);
  const answers = createAnswers(database);
  const contextOf = contextMaker({
    probot,
    identity,
    inbox,
    limits,
    answers,
    proposer: null,
    warn: (job, sentence) => {
      log.child(fieldsOf(job)).warn(sentence);
    },
    shared,
  });
  const workers = startWorkers<Task>({
    inbox,
    count: options.concurrency ?? 4,
    leaseMs,
    graceMs: options.graceMs ?? usualGraceMs,
    async execute({ job }, signal) {
      if (job.priority === 'background') limits.spare(job.installation);
      try {
        await execute(await contextOf(job, signal), job.task);
      } catch (error) {
        if (!(error instanceof RefusedError) || error.code !== notInstalled) throw error;
        // Nobody there waits for it, and nobody could be told.
        log.warn({ ...fieldsOf(job), err: error }, 'A job is dropped.');
      }
    },
    async giveUp({ job }, error) {
      await giveUp(await contextOf(job, null), job.task, error);
    },
    ended: reporter(log, meter),
    troubled,
    now: database.now,
    random: Math.random,
  });

  const ending = new AbortController();
  const times = options.upkeep === false ? null : (options.upkeep ?? usualUpkeepTimes);
  const upkeep = startUpkeep(
    {
      probot,
      identity,
      inbox,
      limits,
      answers,
      log,
      now: database.now,
      quietMs: times?.quietMs ?? 0,
      withoutConfiguration: createCache(mostWithout),
      wake: () => {
        workers.wake();
      },
      troubled,
      signal: ending.signal,
    },
    duties,
    times,
  );
  meter.watch(() => inbox.state(), limits.budgets);
  const pages = createPages({
    inbox,
    meter,
    budgets: limits.budgets,
    async ready() {
      if (ending.signal.aborted) throw new Error('the process is about to end');
      // Anybody may read the answer: it does not say where the database is.
      await database.ping().catch((cause: unknown) => {
        throw new Error('the database does not answer', { cause });
      });
    },
    wake: workers.wake,
    troubled,
    adminToken: options.adminToken ?? null,
    now: () => new Date(database.now()),
  });
  const webhook: Webhook = {
    probot,
    meter,
    troubled,
    held: { bytes: 0 },
    async take({ id, name, payload }) {
      const delivery = { id, event: name };
      const jobs = readJobs({ ...delivery, payload });
      const outcome = await inbox.take(delivery, jobs);
      log.info(takenFields(delivery, jobs, outcome), 'A delivery was taken.');
      workers.wake();
      return outcome;
    },
  };
  const keepAnswers = async (): Promise<void> => {
    await answers.flush().catch((error: unknown) => {
      troubled('The answers of GitHub could not be kept', error);
    });
  };
  const keeping = setInterval(() => void keepAnswers(), keepAnswersMs);
  const stopWork = async (): Promise<void> => {
    ending.abort();
    clearInterval(keeping);
    await Promise.all([upkeep.stop(), workers.stop()]);
    await keepAnswers();
    await database.close();
  };
  const { host = '127.0.0.1', port = 0, operationsPort = null } = options;
  try {
    const serving = await serve(webhook, pages, { host, port, operationsPort });
    return {
      url: serving.url,
      webhookUrl: `${serving.url}${webhookPath}`,
      operationsUrl: serving.operationsUrl,
      inbox,
      catchUp: () => upkeep.now(),
      idle: () => workers.idle(),
      stats: async () => ({ deliveries: meter.deliveries(), dead: await inbox.dead(mostDead) }),
      async close() {
        ending.abort();
        await serving.closeWebhook();
        await stopWork();
        await serving.closePages();
      },
    };
  } catch (error) {
    await stopWork();
    throw error;
  }
}

/** The jobs of a delivery. Throws an UnreadableDelivery where it is not what its event says. */
function readJobs(sent: Sent): readonly Job[] {
  try {
    return jobsOf(sent);
  } catch (cause) {
    throw new UnreadableDelivery('The payload is not what its event says.', { cause });
  }
}
