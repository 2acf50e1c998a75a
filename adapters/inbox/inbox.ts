import type { Delivery, Job } from '../../core/inbox/job.ts';

/** A job that a worker holds. */
export interface Claim<Task> {
  readonly job: Job<Task>;
  readonly seq: number;
  /** Of this claim alone: of two claims of one job only the later one can end it. */
  readonly holder: string;
  /** How often it has been begun and ended by itself, this time included. */
  readonly attempts: number;
  /** How many earlier jobs it has made pointless, just now. */
  readonly superseded: number;
  /** How long it waited, in milliseconds. */
  readonly waitedMs: number;
}

/** A job that was given up; a person may look at it and put it back. */
export interface DeadJob<Task> {
  readonly job: Job<Task>;
  readonly reason: string;
  readonly attempts: number;
  readonly diedAt: Date;
}

/** How much waits, runs and was given up. */
export interface InboxState {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  /** Jobs by what is to be done. */
  readonly byKind: ReadonlyMap<string, { readonly waiting: number; readonly running: number }>;
  /** How long the job that is due for the longest time has been so, in milliseconds; 0 when none is. */
  readonly oldestDueMs: number;
}

/** Where jobs wait. What it has taken is on disk. */
export interface Inbox<Task> {
  /**
   * Takes a delivery with its jobs, all or nothing. A job that is there already, waiting or done, is not taken again;
   * one that had died is put back. Tells whether the delivery was new.
   */
  take(delivery: Delivery, jobs: readonly Job<Task>[]): Promise<'new' | 'known'>;
  /** Takes jobs that no delivery asked for. */
  put(jobs: readonly Job<Task>[]): Promise<void>;
  /** Which of these deliveries have been taken. */
  knownDeliveries(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Hands out up to so many jobs that are due, of each key the earliest. Those that later ones make pointless end here.
   */
  claim(most: number): Promise<readonly Claim<Task>[]>;
  /** Says that these are still worked on; gives those that are no longer ours. */
  extend(claims: readonly Claim<Task>[]): Promise<readonly Claim<Task>[]>;
  /** Ends a job. False when it is no longer ours. */
  complete(claim: Claim<Task>): Promise<boolean>;
  /** Puts a failed job back for later; one that doesn't count is as if it had not been begun. */
  retry(
    claim: Claim<Task>,
    why: { readonly delayMs: number; readonly counts: boolean; readonly reason: string },
  ): Promise<boolean>;
  /** Puts a job back as if it had not been begun. */
  handBack(claim: Claim<Task>): Promise<boolean>;
  /** Gives a job up. */
  bury(claim: Claim<Task>, reason: string): Promise<boolean>;
  /** Puts back all that runs: only right where this process has the inbox for itself, before it claims anything. */
  recover(): Promise<void>;
  /**
   * Puts back what those who went away held, and lets a failed job not wait when a later one of its kind may replace it.
   * Gives the jobs that went away with their worker too often, and are given up.
   */
  tend(): Promise<readonly DeadJob<Task>[]>;
  /** Jobs that were given up, the newest first. */
  dead(most: number): Promise<readonly DeadJob<Task>[]>;
  /** Puts back the dead job of this id. Gives how many there were: 0 or 1. */
  replay(id: string): Promise<number>;
  /** Puts back every dead job. Gives how many there were. */
  replayAll(): Promise<number>;
  state(): Promise<InboxState>;
  /** Jobs that wait or run, the oldest first. */
  pending(most: number): Promise<readonly Job<Task>[]>;
  /** How many jobs wait or run. */
  unfinished(): Promise<number>;
  /** Forgets what ended before a moment, and deliveries that came before it. Gives how many rows. */
  prune(before: number): Promise<number>;
}
