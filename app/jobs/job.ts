/**
 * What is to be done; small and plain, so that any inbox can store it. `anew` is set where a person asked for it: then
 * nothing is taken for granted that people could have changed.
 */
export type Task =
  /** A pull request has a new head: say that its records are awaited, or that there is nothing to wait for. */
  | {
      readonly kind: 'greet-pull';
      readonly pull: number;
      readonly base: string;
      readonly baseRef: string;
      readonly head: string;
      /** When GitHub knew this of the pull request: a delivery may come late. */
      readonly updatedAt: string;
    }
  /** Judge a pull request by the records that there are. */
  | { readonly kind: 'review-pull'; readonly pull: number; readonly anew: boolean }
  /** Have the pull requests with this head commit judged; GitHub doesn't name those from forks. */
  | {
      readonly kind: 'review-head';
      readonly head: string;
      /** `owner:branch` of the head, where the event says it. */
      readonly from: string | null;
      readonly anew: boolean;
    }
  /** A pull request was closed: its verdict goes on record, and with a merge what it brings. */
  | { readonly kind: 'record-closing'; readonly pull: number }
  /** A workflow of the default branch has ended: its records go into the ledger. */
  | { readonly kind: 'ingest-run'; readonly run: number }
  | { readonly kind: 'obey-command'; readonly comment: CommandComment }
  | { readonly kind: 'retrain'; readonly model: string; readonly reason: RetrainReason };

/** A comment that may hold a command. */
export interface CommandComment {
  readonly id: number;
  readonly issue: number;
  readonly isPull: boolean;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
  readonly url: string;
}

/** Why a model should be trained again. */
export interface RetrainReason {
  /** The window that training should reach; null: that of the newest drift record. */
  readonly window: { readonly start: string; readonly end: string } | null;
  /** The person or service that asked; null for a drift record. */
  readonly requestedBy: string | null;
}

/** A task in a repository. */
export interface Job {
  /** Unique: the delivery that asked for it, and its place among that delivery's jobs. */
  readonly id: string;
  /** Of jobs with one key, one runs at a time, in the order of their arrival. */
  readonly key: string;
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  readonly task: Task;
}

/** The key of a task: its pull request, its model, or the ledger. */
export function keyOf(task: Task): string {
  switch (task.kind) {
    case 'greet-pull':
    case 'review-pull':
    case 'record-closing':
      return `pull ${task.pull}`;
    case 'review-head':
      return `head ${task.head}`;
    case 'ingest-run':
      return 'ledger';
    case 'obey-command':
      return `pull ${task.comment.issue}`;
    case 'retrain':
      return `model ${task.model}`;
    default:
      return task satisfies never;
  }
}
