import { hostname } from 'node:os';
import type { Database } from '../adapters/database/database.ts';
import { createDuties, type Duties } from '../adapters/database/duties.ts';
import { type DatabaseOptions, openDatabase } from '../adapters/database/open.ts';
import { type Answers, createAnswers } from '../adapters/github/answers.ts';
import type { Identity } from '../adapters/github/identity.ts';
import {
  contentIntervalMs,
  createLimits,
  type Limits,
  refusedUntil,
} from '../adapters/github/limits.ts';
import { statusOf } from '../adapters/github/repository.ts';
import type { Inbox } from '../adapters/inbox/inbox.ts';
import { openInbox } from '../adapters/inbox/store.ts';
import type { Probot } from 'probot';
import { askIdentity, createProbot, type GitHubOptions, untilAnswered } from './github.ts';
import { absorbTask } from './jobs/absorb.ts';
import type { Task } from './jobs/job.ts';
import { createLog, type Logger } from './operations/log.ts';
import { createMeter, type Meter } from './operations/meter.ts';

/** What the parts of the app are made with. */
export interface EquipmentOptions extends GitHubOptions {
  /** Where the inbox is kept; default: in memory, for a sandbox. */
  readonly database?: DatabaseOptions;
  /** The pause between calls that create content; default: as GitHub's limit asks. 0 where GitHub is a sandbox. */
  readonly contentIntervalMs?: number;
  /** How long a job counts as worked on without a sign of life; default: 30 s. */
  readonly leaseMs?: number;
  /** Default: one JSON object a line on standard output, from warnings upwards. */
  readonly log?: Logger;
}

/** What the parts of the app share. */
export interface Equipment {
  readonly probot: Probot;
  /** Who we are; throws while GitHub doesn't say. */
  readonly identity: () => Promise<Identity>;
  readonly database: Database;
  /** Other processes work on the same inbox. */
  readonly shared: boolean;
  readonly inbox: Inbox<Task>;
  readonly duties: Duties;
  readonly limits: Limits;
  readonly answers: Answers;
  readonly leaseMs: number;
  readonly log: Logger;
  readonly meter: Meter;
  /** Hears what goes wrong beside the jobs. */
  readonly troubled: (what: string, error: unknown) => void;
  /** Keeps what may be kept, and lets go of the database. */
  close(): Promise<void>;
}

const usualLeaseMs = 30_000;
const keepAnswersMs = 5_000;

/**
 * Asks GitHub who we are and opens the database. Throws what GitHub refuses, and an InputError for a database that can't
 * be used; a GitHub that is down is waited for later.
 */
export async function equip(options: EquipmentOptions): Promise<Equipment> {
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
  const holder = { name: `${hostname()} ${process.pid}`, leaseMs };
  const inbox = openInbox<Task>(database, holder, absorbTask);
  const duties = createDuties(database, leaseMs);
  const shared = database.engine === 'postgres';
  if (!shared) {
    await inbox.recover();
    await duties.recover();
  }
  const answers = createAnswers(database);
  const keepAnswers = async (): Promise<void> => {
    await answers.flush().catch((error: unknown) => {
      troubled('The answers of GitHub could not be kept', error);
    });
  };
  const keeping = setInterval(() => void keepAnswers(), keepAnswersMs);
  return {
    probot,
    identity,
    database,
    shared,
    inbox,
    duties,
    limits: createLimits(database, options.contentIntervalMs ?? contentIntervalMs),
    answers,
    leaseMs,
    log,
    meter,
    troubled,
    async close() {
      clearInterval(keeping);
      await keepAnswers();
      await database.close();
    },
  };
}
