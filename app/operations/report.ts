import type { Claim } from '../../adapters/inbox/inbox.ts';
import { RateLimitedError } from '../../core/errors.ts';
import type { Outcome } from '../inbox/workers.ts';
import type { Task } from '../jobs/job.ts';
import { fieldsOf } from '../work.ts';
import type { Logger } from './log.ts';
import type { JobOutcome, Meter } from './meter.ts';

/** Writes down how each attempt at a job ended: a line in the log, and a figure. */
export function reporter(
  log: Logger,
  meter: Meter,
): (claim: Claim<Task>, outcome: Outcome, durationMs: number) => void {
  return ({ job, attempts, superseded, waitedMs }, outcome, durationMs) => {
    const name = nameOf(outcome);
    meter.job(job.task.kind, name, durationMs / 1_000);
    if (superseded > 0) meter.superseded(superseded);
    const fields = {
      ...fieldsOf(job),
      outcome: name,
      attempts,
      durationMs: Math.round(durationMs),
      waitedMs,
      ...(superseded === 0 ? {} : { superseded }),
    };
    const { task, owner, repo } = job;
    const what = `${task.kind} in ${owner}/${repo}`;
    switch (name) {
      case 'done':
        log.info(fields, `${what} is done.`);
        break;
      case 'paused':
      case 'left':
        log.info({ ...fields, err: errorOf(outcome) }, `${what} is put back.`);
        break;
      case 'failed':
        log.warn({ ...fields, err: errorOf(outcome) }, `${what} failed, and is tried again.`);
        break;
      case 'given-up':
        log.error({ ...fields, err: errorOf(outcome) }, `${what} was given up.`);
        break;
      default:
        name satisfies never;
    }
  };
}

function errorOf(outcome: Outcome): unknown {
  return outcome.kind === 'failed' ? outcome.error : undefined;
}

function nameOf(outcome: Outcome): JobOutcome {
  switch (outcome.kind) {
    case 'done':
    case 'left':
      return outcome.kind;
    case 'failed':
      if (outcome.fate.kind === 'given-up') return 'given-up';
      return outcome.error instanceof RateLimitedError ? 'paused' : 'failed';
    default:
      return outcome satisfies never;
  }
}
