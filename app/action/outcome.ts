import { RateLimitedError, UnavailableError } from '../../core/errors.ts';
import type { JobOutcome } from '../../core/report/job-summary.ts';
import type { Outcome } from '../inbox/workers.ts';
import { reasonOf } from '../jobs/give-up.ts';
import type { Task } from '../jobs/job.ts';
import { wordsOf } from './words.ts';

/** Where the work is told of while it goes on. */
export interface Narrator {
  info(sentence: string): void;
  /** What nobody at GitHub would see otherwise. */
  warn(sentence: string): void;
  /** What went wrong, for those who mend this project. */
  trouble(what: string, error: unknown): void;
}

/** Tells how an attempt at a task ended; gives what became of the task where the attempt was the last. */
export function lastOutcome(task: Task, outcome: Outcome, narrator: Narrator): JobOutcome | null {
  const what = wordsOf(task);
  switch (outcome.kind) {
    case 'left':
      return null;
    case 'done':
      narrator.info(`Done: ${what}.`);
      return { what, outcome: 'done', reason: null };
    case 'failed': {
      const { error, fate } = outcome;
      narrator.trouble(`Failed: ${what}`, error);
      if (fate.kind === 'given-up') return { what, outcome: 'given-up', reason: sentenceOf(error) };
      const seconds = Math.ceil(fate.delayMs / 1_000);
      narrator.info(`Failed, and is tried again in ${seconds} s: ${what}.`);
      return null;
    }
    default:
      return outcome satisfies never;
  }
}

/** Why what is left was not finished: the job was cancelled, its time is over, or will be before the next attempt. */
export function unfinishedReason({
  late,
  cancelled,
  limitMs,
}: {
  /** Aborted with the error that should be tried again too late. */
  readonly late: AbortSignal;
  readonly cancelled: AbortSignal;
  readonly limitMs: number;
}): UnavailableError {
  if (cancelled.aborted) return new UnavailableError('cancelled', 'The job was cancelled.');
  if (late.aborted) {
    const why = sentenceOf(late.reason);
    const sentence = `It did not work, and this job ends before it should be tried again. ${why}`;
    return new UnavailableError('not-finished', sentence);
  }
  const minutes = Math.ceil(limitMs / 60_000);
  return new UnavailableError('not-finished', `It was not finished within ${minutes} minutes.`);
}

/** The server's words name its installation, of which nobody knows here. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof RateLimitedError)) return reasonOf(error);
  return `GitHub wants no more calls with this token until ${new Date(error.until).toISOString()}.`;
}
