import type { Hono } from 'hono';
import { createCache } from '../adapters/github/cache.ts';
import { notInstalled } from '../adapters/github/installation-client.ts';
import type { DeadJob, Inbox } from '../adapters/inbox/inbox.ts';
import { noStores, type StoreAccess } from '../adapters/registries/registry.ts';
import { webhookPath } from '../core/app-manifest.ts';
import { InputError, RefusedError } from '../core/errors.ts';
import { type Asked, jobsOf, type Sent } from './deliveries.ts';
import { equip, type Equipment, type EquipmentOptions } from './equipment.ts';
import { startWorkers, type Workers } from './inbox/workers.ts';
import { execute } from './jobs/execute.ts';
import { giveUp } from './jobs/give-up.ts';
import type { Task } from './jobs/job.ts';
import type { DeliveryOutcome } from './operations/meter.ts';
import { monitorDesk } from './monitors.ts';
import { reporter } from './operations/report.ts';
import { createPages } from './server/pages.ts';
import { serve } from './server/serve.ts';
import { UnreadableDelivery, type Webhook } from './server/webhook.ts';
import { startUpkeep, type Upkeep, type UpkeepTimes, usualUpkeepTimes } from './upkeep/upkeep.ts';
import { contextMaker, fieldsOf, takenFields } from './work.ts';

/** What the app is started with. */
export interface AppOptions extends EquipmentOptions {
  readonly host?: string;
  readonly port?: number;
  /** Where health, metrics and the page of the inbox are served; default: beside the webhook. */
  readonly operationsPort?: number;
  /** Whoever knows it sees the page of the inbox; default: there is none. */
  readonly adminToken?: string;
  /** The master secrets of monitors' tokens, the current one first; default: monitors can't report. */
  readonly monitorSecrets?: readonly string[];
  /** Whether nothing is judged in an organisation without a policy; default: false. */
  readonly policyRequired?: boolean;
  /** How stores of versions beside GitHub are reached; default: none is asked. */
  readonly stores?: StoreAccess;
  /** Jobs at once; default: 4. With 0 the process only takes deliveries. */
  readonly concurrency?: number;
  /** How long jobs may go on when the app is to end; default: 20 s. */
  readonly graceMs?: number;
  /** What jobs take for now; default: the machine's clock. */
  readonly now?: () => Date;
  /** How often it is looked for what no delivery tells of; false: never, for a sandbox. */
  readonly upkeep?: UpkeepTimes | false;
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

/** How long jobs may go on when the app is to end, unless said otherwise. */
export const usualGraceMs = 20_000;
const mostDead = 1_000;
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
  const equipment = await equip(options);
  const { inbox, meter, limits } = equipment;
  const ending = new AbortController();
  const workers = workersOf(equipment, options);
  const upkeep = upkeepOf(equipment, workers, options.upkeep, ending.signal);
  meter.watch(() => inbox.state(), limits.budgets);
  const pages = pagesOf(equipment, workers, options.adminToken ?? null, ending.signal);
  const { host = '127.0.0.1', port = 0, operationsPort = null } = options;
  const stopWork = async (): Promise<void> => {
    ending.abort();
    await Promise.all([upkeep.stop(), workers.stop()]);
    await equipment.close();
  };
  try {
    const addresses = { host, port, operationsPort };
    const webhook = webhookOf(equipment, workers);
    const monitors = monitorDesk(equipment, workers.wake, options.monitorSecrets ?? []);
    const serving = await serve({ webhook, monitors }, pages, addresses);
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

function workersOf(equipment: Equipment, options: AppOptions): Workers {
  const { inbox, limits, log, meter, database, leaseMs, troubled } = equipment;
  const contextOf = contextMaker({
    ...equipment,
    policyRequired: options.policyRequired ?? false,
    stores: options.stores ?? noStores,
    proposer: null,
    ...(options.now === undefined ? {} : { now: options.now }),
    warn: (job, sentence) => {
      log.child(fieldsOf(job)).warn(sentence);
    },
  });
  return startWorkers<Task>({
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
}

function upkeepOf(
  equipment: Equipment,
  workers: Workers,
  wanted: UpkeepTimes | false = usualUpkeepTimes,
  signal: AbortSignal,
): Upkeep {
  const times = wanted === false ? null : wanted;
  const context = {
    ...equipment,
    now: equipment.database.now,
    quietMs: times?.quietMs ?? 0,
    withoutConfiguration: createCache<string>(mostWithout),
    wake: workers.wake,
    signal,
  };
  return startUpkeep(context, equipment.duties, times);
}

function pagesOf(
  { inbox, meter, limits, database, troubled }: Equipment,
  { wake }: Workers,
  adminToken: string | null,
  ending: AbortSignal,
): Hono {
  return createPages({
    inbox,
    meter,
    budgets: limits.budgets,
    async ready() {
      if (ending.aborted) throw new Error('the process is about to end');
      // Anybody may read the answer: it does not say where the database is.
      // The tables too: somebody may have dropped them.
      const asked = Promise.all([database.ping(), inbox.knownDeliveries(['none'])]);
      await asked.catch((cause: unknown) => {
        throw new Error('the database does not answer', { cause });
      });
    },
    wake,
    troubled,
    adminToken,
    now: () => new Date(database.now()),
  });
}

function webhookOf({ probot, inbox, log, meter, troubled }: Equipment, { wake }: Workers): Webhook {
  return {
    probot,
    meter,
    troubled,
    held: { bytes: 0 },
    async take({ id, name, payload }) {
      const delivery = { id, event: name };
      const { jobs, refusals } = readJobs({ ...delivery, payload });
      const outcome = await inbox.take(delivery, jobs);
      log.info(takenFields(delivery, jobs, outcome), 'A delivery was taken.');
      for (const sentence of refusals) log.warn({ delivery: id }, sentence);
      wake();
      return outcome;
    },
  };
}

/** The jobs of a delivery. Throws an UnreadableDelivery where it is not what its event says. */
function readJobs(sent: Sent): Asked {
  try {
    return jobsOf(sent);
  } catch (cause) {
    throw new UnreadableDelivery('The payload is not what its event says.', { cause });
  }
}
