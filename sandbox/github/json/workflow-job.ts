import { nodeId } from '../node-id.ts';
import type { Repository, State, WorkflowJob, WorkflowRun } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** A job as the API and `workflow_job` payloads show it. Steps have no times of their own but their job's. */
export function workflowJobJson(
  state: State,
  repository: Repository,
  run: WorkflowRun,
  job: WorkflowJob,
): Record<string, unknown> {
  const url = repositoryUrl(state, repository);
  const begun = job.status !== 'queued';
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${url}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.trigger.headSha,
    head_branch: run.trigger.headBranch,
    workflow_name: run.workflow.name,
    url: `${url}/actions/jobs/${job.id}`,
    html_url: `${state.url}/${repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      number: step.number,
      status: step.status,
      conclusion: step.conclusion,
      started_at: step.status === 'queued' ? null : job.startedAt,
      completed_at: step.status === 'completed' ? job.completedAt : null,
    })),
    check_run_url: `${url}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: begun ? 1 : null,
    runner_name: begun ? 'sandbox' : null,
    runner_group_id: begun ? 1 : null,
    runner_group_name: begun ? 'GitHub Actions' : null,
  };
}
