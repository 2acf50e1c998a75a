import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../adapters/database/database.ts';
import { openInMemory } from '../../adapters/database/memory.ts';
import { createLimits, type Limits } from '../../adapters/github/limits.ts';
import { emptyMemory } from '../../adapters/github/repository.ts';
import type { Identity } from '../../adapters/github/identity.ts';
import { askAccount, askTokenIdentity } from '../../adapters/github/token-identity.ts';
import type { Inbox } from '../../adapters/inbox/inbox.ts';
import { openInbox } from '../../adapters/inbox/store.ts';
import type { UnavailableError } from '../../core/errors.ts';
import type { JobOutcome } from '../../core/report/job-summary.ts';
import type { JobContext } from '../context.ts';
import { createTokenProbot } from '../github.ts';
import { startWorkers } from '../inbox/workers.ts';
import { absorbTask } from '../jobs/absorb.ts';
import { execute } from '../jobs/execute.ts';
import { giveUp } from '../jobs/give-up.ts';
import type { Job, Task } from '../jobs/job.ts';
import { createLog } from '../operations/log.ts';
import { contextMaker, type Workplace } from '../work.ts';
import { jobsOfEvent } from './jobs.ts';
import { lastOutcome, type Narrator, unfinishedReason } from './outcome.ts';
import type { ActionSettings } from './settings.ts';
import { wordsOf } from './words.ts';

/** How the work is bounded. */
export interface Bounds {
  /** So long is worked and tried again; then what is left counts as not finished. */
  readonly limitMs: number;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal;
}

/** What the work is done with. */
interface Workshop {
  readonly database: Database;
  readonly inbox: Inbox<Task>;
  readonly limits: Limits;
  readonly contextOf: (job: Job, signal: AbortSignal | null) => Promise<JobContext>;
}

/** Two tokens, each with limits of its own at GitHub. */
const tokenLimits = 1;
const pullRequestTokenLimits = 2;

const jobsAtOnce = 2;
const leaseMs = 30_000;
const graceMs = 5_000;
const pollMs = 25;
const mostPending = 1_000;

/**
 * Does all that the event of a workflow asks for, and what that asks for, as the server does: an inbox that is worked on
 * until it is empty. Tells of each thing what became of it; people have been told of what was given up. Throws an
 * InputError for wrong settings, and what GitHub or the network refuses at the beginning.
 */
export async function runInJob(
  settings: ActionSettings,
  narrator: Narrator,
  bounds: Bounds,
): Promise<readonly JobOutcome[]> {
  const { owner, repo, defaultBranch, id, event } = settings;
  const log = createLog('silent');
  const reach = { baseUrl: settings.apiUrl };
  const probot = createTokenProbot(settings.token, reach, log);
  const us = await askTokenIdentity(await probot.auth());
  const proposer = await proposerOf(settings.pullRequestToken, (token) =>
    createTokenProbot(token, reach, log),
  );
  const database = await openInMemory();
  try {
    const inbox = openInbox<Task>(database, { name: 'job', leaseMs }, absorbTask);
    // A job makes few calls and knows of no other job: pauses between those of its own would hold nothing.
    const limits = createLimits(database, 0);
    const warn = (_: Job, sentence: string): void => {
      narrator.warn(sentence);
    };
    const identity = (): Promise<Identity> => Promise.resolve(us);
    const place = {
      probot,
      identity,
      inbox,
      limits,
      answers: null,
      proposer,
      warn,
      shared: false,
      policyRequired: false,
      stores: settings.stores,
    };
    const contextOf = contextMaker(place);
    const repository = { octokit: await probot.auth(), owner, repo, memory: emptyMemory() };
    const where = { installation: tokenLimits, owner, repo, defaultBranch };
    const { jobs, refusals } = await jobsOfEvent(settings, where, us, repository, database.now);
    for (const sentence of refusals) narrator.warn(sentence);
    await inbox.take({ id, event }, jobs);
    return await workOff({ database, inbox, limits, contextOf }, narrator, bounds);
  } finally {
    await database.close();
  }
}

async function proposerOf(
  token: string | null,
  probotOf: (token: string) => Workplace['probot'],
): Promise<Workplace['proposer']> {
  if (token === null) return null;
  const probot = probotOf(token);
  const account = await askAccount(await probot.auth());
  return { probot, installation: pullRequestTokenLimits, account };
}

/** Works until nothing is left, or the time is over. */
async function workOff(
  workshop: Workshop,
  narrator: Narrator,
  { limitMs, cancelled }: Bounds,
): Promise<readonly JobOutcome[]> {
  const { database, inbox, limits, contextOf } = workshop;
  const { now } = database;
  const outcomes: JobOutcome[] = [];
  const until = now() + limitMs;
  const late = new AbortController();
  const workers = startWorkers<Task>({
    inbox,
    count: jobsAtOnce,
    leaseMs,
    graceMs,
    async execute({ job }, signal) {
      if (job.priority === 'background') limits.spare(job.installation);
      await execute(await contextOf(job, signal), job.task);
    },
    async giveUp({ job }, error) {
      await giveUp(await contextOf(job, null), job.task, error);
    },
    ended({ job }, outcome) {
      const last = lastOutcome(job.task, outcome, narrator);
      if (last !== null) outcomes.push(last);
      const again = outcome.kind === 'failed' && outcome.fate.kind === 'again';
      // What should be tried again after the end is not waited for.
      if (again && now() + outcome.fate.delayMs > until) late.abort(outcome.error);
    },
    troubled(what, error) {
      narrator.warn(`${what}.`);
      narrator.trouble(what, error);
    },
    now,
    random: Math.random,
  });
  const stop = AbortSignal.any([late.signal, cancelled, AbortSignal.timeout(limitMs)]);
  while (!stop.aborted && (await inbox.unfinished()) > 0) await pause(pollMs);
  await workers.stop();
  const reason = unfinishedReason({ late: late.signal, cancelled, limitMs });
  const rest = await leaveUnfinished(workshop, narrator, reason, cancelled.aborted);
  return [...outcomes, ...rest];
}

/** What is left is told to people, unless the runner is about to end the process. */
async function leaveUnfinished(
  { inbox, contextOf }: Workshop,
  narrator: Narrator,
  reason: UnavailableError,
  inHaste: boolean,
): Promise<readonly JobOutcome[]> {
  const jobs = await inbox.pending(mostPending);
  for (const job of inHaste ? [] : jobs) {
    const context = await contextOf(job, null);
    await giveUp(context, job.task, reason).catch((error: unknown) => {
      narrator.trouble('Nobody could be told that a job was not finished', error);
    });
  }
  return jobs.map(({ task }) => ({
    what: wordsOf(task),
    outcome: 'unfinished',
    reason: reason.message,
  }));
}
