import { RefusedError } from '../../core/errors.ts';
import { type Dispatched, isDispatchedFor } from '../../core/retrain/dispatched.ts';
import { at, type GitHubRepository, orNull, refusalWords, statusOf } from './repository.ts';
import { getRun, runFacts, type WorkflowRunFacts } from './workflow-runs.ts';

/** The runs that we have started at a branch's head by `workflow_dispatch`, newest first. */
export async function dispatchedRuns(
  repository: GitHubRepository,
  wanted: Dispatched,
): Promise<readonly WorkflowRunFacts[]> {
  const { data } = await repository.octokit.rest.actions.listWorkflowRunsForRepo({
    ...at(repository),
    head_sha: wanted.head,
    event: 'workflow_dispatch',
    per_page: 100,
  });
  return data.workflow_runs
    .map(runFacts)
    .filter((run) => isDispatchedFor(run, wanted))
    .toSorted((a, b) => b.id - a.id);
}

/** Starts a workflow on a branch. Why GitHub refuses is a sentence for people; null where it does not. */
export async function dispatchWorkflow(
  repository: GitHubRepository,
  workflow: string,
  branch: string,
): Promise<string | null> {
  try {
    await repository.octokit.rest.actions.createWorkflowDispatch({
      ...at(repository),
      workflow_id: workflow,
      // By its full name: a tag of the same name is not taken for it.
      ref: `refs/heads/${branch}`,
    });
    return null;
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'missing-permission') {
      return 'The job may not start workflows: give it the permission actions: write, as the documented workflow has it.';
    }
    const status = statusOf(error);
    if (status === 404) {
      return `There is no .github/workflows/${workflow}: name the workflow that trains in retrain.workflow.`;
    }
    if (status !== 403 && status !== 422) throw error;
    return `GitHub refuses to start ${workflow}: ${refusalWords(error)}.`;
  }
}

/** The file name of the workflow that a run was of; null where that is not known any more. */
export async function workflowOfRun(
  repository: GitHubRepository,
  runId: number,
): Promise<string | null> {
  const run = await orNull(getRun(repository, runId));
  return run?.path.replace(/^\.github\/workflows\//, '') ?? null;
}
