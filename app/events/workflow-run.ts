import { ok } from '../../core/result.ts';
import type { Task } from '../jobs/job.ts';
import { retrainBranches } from '../retraining/branch.ts';
import type { EventHandler } from './event.ts';

/** The records of a pull request are judged; those of the default branch, and what a deployer reported, go into the ledger. */
export const workflowRunCompleted: EventHandler<'workflow_run.completed'> = {
  on: ['workflow_run.completed'],
  tasksOf({ workflow_run: run, repository }) {
    return ok(tasksAfter(run, repository));
  },
};

type Payload = Parameters<typeof workflowRunCompleted.tasksOf>[0];

function tasksAfter(
  run: Payload['workflow_run'],
  repository: Payload['repository'],
): readonly Task[] {
  if (run.event === 'pull_request') {
    const pulls = run.pull_requests.flatMap((pull) => (pull === null ? [] : [pull.number]));
    if (pulls.length > 0) {
      return pulls.map((pull) => ({
        kind: 'review-pull',
        pull,
        anew: false,
        head: run.head_sha,
      }));
    }
    const { head_branch: branch, head_sha: head, head_repository: source } = run;
    // A fork may have been deleted since; then there is none, whatever the type says.
    const owner = (source as typeof source | null)?.owner?.login ?? null;
    const from = branch === null || owner === null ? null : `${owner}:${branch}`;
    return [{ kind: 'review-head', head, from, anew: false }];
  }
  if (run.event === 'merge_group') {
    return run.head_branch === null
      ? []
      : [{ kind: 'review-group', head: run.head_sha, branch: run.head_branch }];
  }
  const isOwn =
    (run.head_repository as typeof run.head_repository | null)?.full_name === repository.full_name;
  // Where GitHub starts no workflow for a retraining, we have started this one; which count is decided with the pull request.
  if (run.event === 'workflow_dispatch' && isOwn && isOfRetraining(run.head_branch)) {
    const from = `${repository.owner.login}:${run.head_branch}`;
    return [{ kind: 'review-head', head: run.head_sha, from, anew: false }];
  }
  // A deployment is of a commit. Its status, if a job's own token made it, is told of to no workflow but by this.
  const matters = run.event === 'deployment' || run.head_branch === repository.default_branch;
  return isOwn && matters ? [{ kind: 'ingest-run', run: run.id, attempt: run.run_attempt }] : [];
}

function isOfRetraining(branch: string | null): branch is string {
  return branch?.startsWith(retrainBranches) === true;
}
