import type { Delivery, Job } from '../../../core/inbox/job.ts';
import type { Absorb } from '../../../core/inbox/supersede.ts';

/** A task of these tests: a later push makes an earlier one pointless, and takes over what it has seen. */
export interface TestTask {
  readonly kind: 'push' | 'command';
  readonly seen?: number;
}

export const absorb: Absorb<TestTask> = (earlier, later) =>
  earlier.kind === 'push' && later.kind === 'push'
    ? { ...later, seen: (earlier.seen ?? 0) + (later.seen ?? 0) }
    : null;

/** A job with what a test is about; the rest is of no matter. */
export function job(id: string, about: Partial<Job<TestTask>> = {}): Job<TestTask> {
  return {
    id,
    key: id,
    installation: 1,
    owner: 'acme',
    repo: 'bikes',
    defaultBranch: 'main',
    priority: 'event',
    delivery: null,
    task: { kind: 'command' },
    ...about,
  };
}

export function delivery(id: string): Delivery {
  return { id, event: 'pull_request' };
}
