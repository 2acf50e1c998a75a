import type { Job } from '../adapters/actions-runtime/job.ts';
import { InputError } from '../core/errors.ts';

/** Events that run the default branch's own code: `pull_request_target` and `workflow_run` name that branch too. */
const trustedEvents: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
]);

/** Whether versions may be registered by this job. */
export function isOfDefaultBranch(job: Job): boolean {
  return job.ref === defaultRef(job) && trustedEvents.has(job.event);
}

/** Versions are made from what was merged. Throws an InputError on any other ref and for any other event. */
export function requireDefaultBranch(job: Job): void {
  const wanted = defaultRef(job);
  if (job.ref !== wanted || job.event === 'pull_request') {
    throw new InputError(
      'not-default-branch',
      `Versions are registered on ${wanted} only, and this is ${job.ref || 'no ref'}: add "if: github.ref == '${wanted}'" to the step or its job.`,
    );
  }
  if (trustedEvents.has(job.event)) return;
  throw new InputError(
    'not-trusted-event',
    `Versions are registered by the events ${[...trustedEvents].join(', ')} only, since others may run code that was not merged; this is ${job.event || 'no event'}.`,
  );
}

function defaultRef({ defaultBranch }: Job): string {
  return `refs/heads/${defaultBranch ?? 'main'}`;
}
