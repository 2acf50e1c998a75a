import { modelOfCommand, parseComment } from '../../core/command/parse.ts';
import type { Job as InboxJob, Priority } from '../../core/inbox/job.ts';
import type { Report } from '../../core/monitors/monitor.ts';
import { sha256 } from '../../core/record/digest.ts';

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
      /** Set for a retraining of ours: what was said of its last head holds no more. */
      readonly retraining?: true;
    }
  /** Judge a pull request by the records that there are. */
  | {
      readonly kind: 'review-pull';
      readonly pull: number;
      readonly anew: boolean;
      /** The head that there is news of; null: whatever it is. News of another head come too late. */
      readonly head: string | null;
    }
  /** Have the pull requests with this head commit judged; GitHub doesn't name those from forks. */
  | {
      readonly kind: 'review-head';
      readonly head: string;
      /** `owner:branch` of the head, where the event says it. */
      readonly from: string | null;
      readonly anew: boolean;
    }
  /** A merge queue has made a commit on a branch of its own: judge it as what will be merged. */
  | { readonly kind: 'review-group'; readonly head: string; readonly branch: string }
  /** A pull request was closed: its verdict goes on record, and with a merge what it brings. */
  | {
      readonly kind: 'record-closing';
      readonly pull: number;
      /** It may be opened again, and closed once more. */
      readonly closedAt: string;
    }
  /** A workflow of the default branch, or one that deploys, has ended: what it left goes into the ledger. */
  | { readonly kind: 'ingest-run'; readonly run: number; readonly attempt: number }
  /** Obey the commands of a comment, from the first that has no answer yet. */
  | {
      readonly kind: 'obey-command';
      readonly comment: CommandComment;
      /** What was answered to those before; left out while there is none. */
      readonly answered?: readonly Answered[];
    }
  | { readonly kind: 'retrain'; readonly model: string; readonly reason: RetrainReason }
  /** A pull request has changed an environment: its open promotion is brought up to date, or closed. */
  | { readonly kind: 'refresh-promotion'; readonly model: string; readonly environment: string }
  /** Somebody has reported how a deployment fares: that goes into the ledger. */
  | { readonly kind: 'record-deployment'; readonly deployment: number }
  /** Another monitor has reported drift of a model, or the end of it: that goes into the ledger. */
  | {
      readonly kind: 'record-drift';
      readonly model: string;
      readonly adapter: string;
      /** The login or the service that sent it. */
      readonly reportedBy: string;
      readonly report: Report;
    };

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

/** What was answered to one command of a comment: Markdown, and whether it was done. */
export interface Answered {
  readonly done: boolean;
  readonly body: string;
}

/** Why a model should be trained again. */
export interface RetrainReason {
  /** The window that training should reach; null: that of the newest drift record. */
  readonly window: { readonly start: string; readonly end: string } | null;
  /** The person or service that asked; null for a drift record. */
  readonly requestedBy: string | null;
}

/** A task in a repository. */
export type Job = InboxJob<Task>;

/** Where a job is to be done. */
export type Place = Pick<Job, 'installation' | 'owner' | 'repo' | 'defaultBranch'>;

/**
 * The job of a task. Its id is made of what is meant, where that is done once and for all, so that the same news under
 * another delivery is known; else of `source`, the delivery or job that asked for it.
 */
export function jobFor(
  task: Task,
  place: Place,
  source: { readonly id: string; readonly delivery: string | null },
  urgency: Priority = priorityOf(task),
): Job {
  const { owner, repo } = place;
  const meant = meaningOf(task, source.id);
  return {
    ...place,
    id: meant === null ? `${source.id} ${task.kind} ${keyOf(task)}` : `${owner}/${repo} ${meant}`,
    key: keyOf(task),
    priority: urgency,
    delivery: source.delivery,
    task,
  };
}

function meaningOf(task: Task, source: string): string | null {
  switch (task.kind) {
    case 'obey-command':
      return meaningOfCommands(task.comment, task.answered ?? []);
    case 'ingest-run':
      return `run ${task.run} attempt ${task.attempt}`;
    case 'record-closing':
      return `pull ${task.pull} closed ${task.closedAt}`;
    case 'record-drift':
      // Of each delivery once: one that was refused is recorded when it comes again, one on record is known by the ledger.
      return `drift ${task.model} ${sha256(task.report.key)} of ${source}`;
    case 'greet-pull':
    case 'review-pull':
    case 'review-head':
    case 'review-group':
    case 'retrain':
    case 'refresh-promotion':
    case 'record-deployment':
      return null;
    default:
      return task satisfies never;
  }
}

function meaningOfCommands({ id }: CommandComment, answered: readonly Answered[]): string {
  return answered.length === 0 ? `comment ${id}` : `comment ${id} command ${answered.length + 1}`;
}

/** The key of a task: its pull request, its model, or the ledger. */
export function keyOf(task: Task): string {
  switch (task.kind) {
    case 'greet-pull':
    case 'review-pull':
    case 'record-closing':
      return `pull ${task.pull}`;
    case 'review-head':
    case 'review-group':
      return `head ${task.head}`;
    case 'ingest-run':
    case 'record-deployment':
    case 'record-drift':
      return 'ledger';
    case 'obey-command':
      return commandKey(task.comment, task.answered?.length ?? 0);
    case 'retrain':
    case 'refresh-promotion':
      return `model ${task.model}`;
    default:
      return task satisfies never;
  }
}

/**
 * A command about a model changes that model's branches, from whichever conversation it comes: it is done under the
 * model's key. Those of a comment follow each other, each under its own; of a comment with a mistake nothing is done.
 */
export function commandKey({ body, issue }: CommandComment, place: number): string {
  const parsed = parseComment(body);
  const lines = parsed.kind === 'commands' ? parsed.lines : [];
  const line = lines[place];
  const isWhole = lines.every(({ kind }) => kind === 'command');
  const model = isWhole && line?.kind === 'command' ? modelOfCommand(line.command) : null;
  return model === null ? `pull ${issue}` : `model ${model}`;
}

/** How urgent a task is: what people asked for comes first. */
export function priorityOf(task: Task): Priority {
  switch (task.kind) {
    case 'obey-command':
      return 'person';
    case 'review-pull':
    case 'review-head':
      return task.anew ? 'person' : 'event';
    case 'greet-pull':
    case 'review-group':
    case 'record-closing':
    case 'ingest-run':
    case 'refresh-promotion':
    case 'record-deployment':
    case 'record-drift':
      return 'event';
    case 'retrain':
      return 'background';
    default:
      return task satisfies never;
  }
}
