import { setTimeout as pause } from 'node:timers/promises';
import type { Probot } from 'probot';
import { openInMemory } from '../../adapters/database/memory.ts';
import { createLimits } from '../../adapters/github/limits.ts';
import { emptyMemory } from '../../adapters/github/repository.ts';
import { askAccount, askTokenIdentity } from '../../adapters/github/token-identity.ts';
import { openInbox } from '../../adapters/inbox/store.ts';
import { RateLimitedError, UnavailableError } from '../../core/errors.ts';
import type { JobOutcome } from '../../core/report/job-summary.ts';
import { createTokenProbot } from '../github.ts';
import { type Outcome, startWorkers } from '../inbox/workers.ts';
import { absorbTask } from '../jobs/absorb.ts';
import { execute } from '../jobs/execute.ts';
import { giveUp, reasonOf } from '../jobs/give-up.ts';
import type { Job, Task } from '../jobs/job.ts';
import { createLog } from '../operations/log.ts';
import { contextMaker, type Workplace } from '../work.ts';
import { jobsOfEvent } from './jobs.ts';
import type { ActionSettings } from './settings.ts';
import { wordsOf } from './words.ts';

/** Where the work is told of while it goes on. */
export interface Narrator {
  info(sentence: string): void;
  /** What nobody at GitHub would see otherwise. */
  warn(sentence: string): void;
  /** What went wrong, for those who mend this project. */
  trouble(what: string, error: unknown): void;
}

/** How the work is bounded. */
export interface Bounds {
  /** So long is worked and tried again; then what is left counts as not finished. */
  readonly limitMs: number;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal;
}

/** Two tokens, each with limits of its own at GitHub. */
const tokenLimits = 1;
const pullRequestTokenLimits = 2;

const jobsAtOnce = 2;
const leaseMs = 30_000;
const graceMs = 5_000;
const mostPending = 1_000;

/**
 * Does all that the event of a workflow asks for, and what that asks for, as the server does: an inbox that is worked on
 * until it is empty. Tells of each thing what became of it; people have been told of what was given up. Throws an
 * InputError for wrong settings, and what GitHub or the network refuses at the beginning.
 */
export async function runInJob(
  settings: ActionSettings,
  narrator: Narrator,
  { limitMs, cancelled }: Bounds,
): Promise<readonly JobOutcome[]> {
  const { owner, repo, defaultBranch, id, event } = settings;
  const log = createLog('silent');
  const reach = { baseUrl: settings.apiUrl };
  const probot = createTokenProbot(settings.token, reach, log);
  const us = await askTokenIdentity(await probot.auth());
  const proposer = await proposerOf(settings, (token) => createTokenProbot(token, reach, log));
  const database = await openInMemory();
  const { now } = database;
  const inbox = openInbox<Task>(database, { name: 'job', leaseMs }, absorbTask);
  // A job makes few calls and knows of no other job: pauses between those of its own would hold nothing.
  const limits = createLimits(database, 0);
  const contextOf = contextMaker({
    probot,
    us,
    inbox,
    limits,
    answers: null,
    proposer,
    warn: (_, sentence) => {
      narrator.warn(sentence);
    },
    shared: false,
  });
  const place = { installation: tokenLimits, owner, repo, defaultBranch };
  const repository = { octokit: await probot.auth(), owner, repo, memory: emptyMemory() };
  try {
    await inbox.take({ id, event }, await jobsOfEvent(settings, place, us, repository, now));
    const told: JobOutcome[] = [];
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
        const become = outcomeOf(job, outcome, narrator);
        if (become !== null) told.push(become);
        // What is to be tried again after the end is not waited for.
        const again = outcome.kind === 'failed' && outcome.fate.kind === 'again';
        if (again && now() + outcome.fate.delayMs > until) late.abort(outcome.error);
      },
      troubled: (what, error) => {
        narrator.warn(`${what}.`);
        narrator.trouble(what, error);
      },
      now,
      random: Math.random,
    });
    const stop = AbortSignal.any([late.signal, cancelled, AbortSignal.timeout(limitMs)]);
    while (!stop.aborted && (await inbox.unfinished()) > 0) await pause(pollMs);
    await workers.stop();
    const reason = unfinishedReason(late.signal, cancelled, limitMs);
    for (const job of await inbox.pending(mostPending)) {
      told.push({ what: wordsOf(job.task), outcome: 'unfinished', reason: reason.message });
      if (cancelled.aborted) continue;
      const context = await contextOf(job, null);
      await giveUp(context, job.task, reason).catch((error: unknown) => {
        narrator.trouble('Nobody could be told that a job was not finished', error);
      });
    }
    return told;
  } finally {
    await database.close();
  }
}

const pollMs = 25;

async function proposerOf(
  { pullRequestToken }: ActionSettings,
  probotOf: (token: string) => Probot,
): Promise<Workplace['proposer']> {
  if (pullRequestToken === null) return null;
  const probot = probotOf(pullRequestToken);
  const account = await askAccount(await probot.auth());
  return { probot, installation: pullRequestTokenLimits, account };
}

/** Tells how an attempt ended; gives what became of the job where it was the last. */
function outcomeOf(
  { task }: Pick<Job, 'task'>,
  outcome: Outcome,
  narrator: Narrator,
): JobOutcome | null {
  const what = wordsOf(task);
  if (outcome.kind === 'left') return null;
  if (outcome.kind === 'done') {
    narrator.info(`Done: ${what}.`);
    return { what, outcome: 'done', reason: null };
  }
  const reason = sentenceOf(outcome.error);
  narrator.trouble(`Failed: ${what}`, outcome.error);
  if (outcome.fate.kind === 'again') {
    const seconds = Math.ceil(outcome.fate.delayMs / 1_000);
    narrator.info(`Failed, and is tried again in ${seconds} s: ${what}.`);
    return null;
  }
  return { what, outcome: 'given-up', reason };
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof RateLimitedError)) return reasonOf(error);
  return `GitHub wants no more calls with this token until ${new Date(error.until).toISOString()}.`;
}

function unfinishedReason(
  late: AbortSignal,
  cancelled: AbortSignal,
  limitMs: number,
): UnavailableError {
  if (cancelled.aborted) return new UnavailableError('cancelled', 'The job was cancelled.');
  const minutes = Math.round(limitMs / 60_000);
  const last = late.aborted ? ` The last reason: ${sentenceOf(late.reason)}` : '';
  return new UnavailableError(
    'not-finished',
    `It was not finished within ${minutes} minutes.${last}`,
  );
}
