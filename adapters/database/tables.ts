import type { Generated } from 'kysely';

/** The state of a job. A waiting one may have failed before; a superseded one was made pointless by a later one. */
export type JobState = 'waiting' | 'running' | 'done' | 'superseded' | 'dead';

/** One delivery that was taken: its id is known for as long as GitHub may send it again. */
export interface DeliveryTable {
  readonly id: string;
  readonly event: string;
  /** Milliseconds since 1970, as every time here. */
  readonly received_at: number;
}

/** One job. `seq` is the order of arrival. */
export interface InboxTable {
  readonly seq: Generated<number>;
  readonly id: string;
  /** What only one job at a time may work on, its repository included. */
  readonly key: string;
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly default_branch: string;
  readonly delivery: string | null;
  readonly kind: string;
  /** JSON. */
  readonly task: string;
  /** The smallest first. */
  readonly priority: number;
  /** The turn among the installations; the smallest first. */
  readonly turn: number;
  readonly state: JobState;
  /** How often it was begun and ended by itself. */
  readonly attempts: number;
  /** How often whoever worked on it went away. */
  readonly interruptions: number;
  readonly due_at: number;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  /** Until when `holder` may work on it without saying that it still does. */
  readonly lease_until: number | null;
  readonly holder: string | null;
  /** Why it failed last. */
  readonly reason: string | null;
}

/** Work that one replica does for all of them, now and then. */
export interface DutyTable {
  readonly name: string;
  readonly holder: string | null;
  readonly lease_until: number;
  readonly done_at: number;
  /** What the next one has to know; JSON. */
  readonly note: string | null;
}

/** What is known of an installation's limits at GitHub, for every replica. */
export interface LimitTable {
  readonly installation: number;
  /** When the next call that creates content may be made. */
  readonly content_at: number;
  /** Until when GitHub wants no calls at all. */
  readonly paused_until: number;
}

/** An answer of GitHub's, to be shown again when it says that nothing has changed. */
export interface AnswerTable {
  /** Installation, media type and address. */
  readonly key: string;
  readonly etag: string;
  /** JSON: headers and data. */
  readonly answer: string;
  readonly used_at: number;
}

/** Every table. None holds what can't be asked of GitHub again. */
export interface Tables {
  readonly assay_delivery: DeliveryTable;
  readonly assay_inbox: InboxTable;
  readonly assay_duty: DutyTable;
  readonly assay_limit: LimitTable;
  readonly assay_answer: AnswerTable;
}
