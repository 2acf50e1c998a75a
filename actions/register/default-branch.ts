import type { Job } from '../../adapters/actions-runtime/job.ts';
import { InputError } from '../../core/errors.ts';

/** Versions are made from what was merged. Throws an InputError on any other ref than the default branch. */
export function requireDefaultBranch(job: Job): void {
  const wanted = `refs/heads/${job.defaultBranch ?? 'main'}`;
  if (job.ref === wanted && job.event !== 'pull_request') return;
  throw new InputError(
    'not-default-branch',
    `Versions are registered on ${wanted} only, and this is ${job.ref || 'no ref'}: add "if: github.ref == '${wanted}'" to the step or its job.`,
  );
}
