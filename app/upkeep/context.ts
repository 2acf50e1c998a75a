import type { Probot } from 'probot';
import type { Answers } from '../../adapters/github/answers.ts';
import type { Identity } from '../../adapters/github/identity.ts';
import type { Cache } from '../../adapters/github/cache.ts';
import type { Limits } from '../../adapters/github/limits.ts';
import type { Inbox } from '../../adapters/inbox/inbox.ts';
import type { Task } from '../jobs/job.ts';
import type { Logger } from '../operations/log.ts';

/** What is worked with beside the jobs. */
export interface UpkeepContext {
  readonly probot: Probot;
  /** Who we are; throws while GitHub doesn't say. */
  readonly identity: () => Promise<Identity>;
  readonly inbox: Inbox<Task>;
  readonly limits: Limits;
  readonly answers: Answers;
  readonly log: Logger;
  readonly now: () => number;
  /** What happened less long ago may still be told by a delivery. */
  readonly quietMs: number;
  readonly wake: () => void;
  /** Repositories without a configuration, and when they were pushed to last. */
  readonly withoutConfiguration: Cache<string>;
  readonly troubled: (what: string, error: unknown) => void;
  /** Says that the process is to end. */
  readonly signal: AbortSignal;
}
