import type { Insertable, Selectable } from 'kysely';
import { type Job, type Priority, priorities } from '../../core/inbox/job.ts';
import type { InboxTable } from '../database/tables.ts';
import type { DeadJob } from './inbox.ts';

export type InboxRow = Selectable<InboxTable>;

/** A new job as a row. */
export function rowOf<Task extends { readonly kind: string }>(
  job: Job<Task>,
  turn: number,
  now: number,
): Insertable<InboxTable> {
  return {
    id: job.id,
    key: keyOf(job),
    installation: job.installation,
    owner: job.owner,
    repo: job.repo,
    default_branch: job.defaultBranch,
    delivery: job.delivery,
    kind: job.task.kind,
    task: JSON.stringify(job.task),
    priority: priorities[job.priority],
    turn,
    state: 'waiting',
    attempts: 0,
    interruptions: 0,
    due_at: now,
    created_at: now,
    started_at: null,
    finished_at: null,
    lease_until: null,
    holder: null,
    reason: null,
  };
}

/** The key with its repository: two of them may have pull requests of one number. */
export function keyOf({ owner, repo, key }: Job<unknown>): string {
  return `${owner}/${repo} ${key}`;
}

/** A row as the job that it was made of. */
export function jobOf<Task>(row: InboxRow): Job<Task> {
  const { id, installation, owner, repo, delivery } = row;
  return {
    id,
    key: row.key.slice(`${owner}/${repo} `.length),
    installation,
    owner,
    repo,
    defaultBranch: row.default_branch,
    priority: priorityOf(row.priority),
    delivery,
    // We have written it.
    task: JSON.parse(row.task) as Task,
  };
}

function priorityOf(number: number): Priority {
  const names = Object.keys(priorities) as Priority[];
  return names.find((name) => priorities[name] === number) ?? 'event';
}

/** A row of a job that was given up. */
export function deadJobOf<Task>(row: InboxRow): DeadJob<Task> {
  return {
    job: jobOf(row),
    reason: row.reason ?? 'unknown',
    attempts: row.attempts,
    diedAt: new Date(row.finished_at ?? 0),
  };
}
