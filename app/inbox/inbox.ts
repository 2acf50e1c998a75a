import type { Job } from '../jobs/job.ts';

/** A job that a worker holds. */
export interface Claim {
  readonly job: Job;
  /** 1 for the first. */
  readonly attempt: number;
}

/** A job that failed too often; a person may look at it and put it back. */
export interface DeadJob {
  readonly job: Job;
  readonly reason: string;
}

/** Where jobs wait. A durable one keeps them on disk; this interface is all that the workers know. */
export interface Inbox {
  /** Stores a job, once for each id; one that had died is put back. False when it is there or done already. */
  put(job: Job): Promise<boolean>;
  /** The oldest job that is due and whose key no earlier unfinished job has; null when there is none now. */
  claim(): Promise<Claim | null>;
  complete(claim: Claim): Promise<void>;
  /** Puts a failed job back for later. */
  retry(claim: Claim, delayMs: number): Promise<void>;
  /** Gives a job up. */
  bury(claim: Claim, reason: string): Promise<void>;
  dead(): Promise<readonly DeadJob[]>;
  /** Puts a dead job back; false when there is none of this id. */
  replay(id: string): Promise<boolean>;
  /** How many jobs wait or run. */
  unfinished(): Promise<number>;
}
