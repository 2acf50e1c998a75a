import { nodeId } from '../node-id.ts';
import { isOfMergeCommit } from '../workflow-trigger.ts';
import type { Repository, State, WorkflowRun } from '../state.ts';
import { accountJson } from './account.ts';
import { type Commit, headCommitJson, readCommit } from './commit.ts';
import { repositoryJson, repositoryUrl } from './repository.ts';
import { pullMinimalJson } from './pull-minimal.ts';

/** The head commits of runs, by sha; those that git doesn't have are absent. */
export async function readHeadCommits(
  repository: Repository,
  runs: readonly WorkflowRun[],
): Promise<ReadonlyMap<string, Commit>> {
  const shas = [...new Set(runs.map((run) => run.trigger.headSha))];
  const commits = await Promise.all(shas.map((sha) => readCommit(repository, sha)));
  return new Map(commits.flatMap((commit) => (commit === null ? [] : [[commit.sha, commit]])));
}

/** A workflow run as the API and `workflow_run` payloads show it. */
export function workflowRunJson(
  state: State,
  repository: Repository,
  run: WorkflowRun,
  commits: ReadonlyMap<string, Commit>,
): Record<string, unknown> {
  const { trigger, workflow } = run;
  const api = repositoryUrl(state, repository);
  const url = `${api}/actions/runs/${run.id}`;
  const actor = accountJson(state, run.actor);
  const head = state.repositories.get(trigger.headRepository) ?? repository;
  const commit = commits.get(trigger.headSha) ?? null;
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: trigger.headBranch,
    head_sha: trigger.headSha,
    path: workflow.path,
    display_title: titleOf(repository, run, commit),
    run_number: run.number,
    event: trigger.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflow.id,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    url,
    html_url: `${state.url}/${repository.fullName}/actions/runs/${run.id}`,
    pull_requests: pullsOf(state, repository, run),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor,
    triggering_actor: actor,
    run_attempt: run.attempt,
    referenced_workflows: [],
    run_started_at: run.createdAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${workflow.id}`,
    head_commit: commit === null ? null : headCommitJson(commit),
    repository: repositoryJson(state, repository),
    head_repository: repositoryJson(state, head),
    head_repository_id: head.id,
  };
}

function titleOf(repository: Repository, run: WorkflowRun, commit: Commit | null): string {
  const number = pullNumber(run);
  const pull = number === null ? undefined : repository.issues.get(number);
  if (pull !== undefined) return pull.title;
  const isPush = run.trigger.event === 'push';
  return (isPush ? commit?.message.split('\n')[0] : undefined) ?? run.workflow.name;
}

function pullNumber({ trigger }: WorkflowRun): number | null {
  if (!isOfMergeCommit(trigger)) return null;
  const digits = /^refs\/pull\/(\d+)\/merge$/.exec(trigger.ref)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The open pull requests with the head of a run, whether they started it or not, as GitHub describes them. For a run of a
 * fork's the list is empty.
 */
function pullsOf(
  state: State,
  repository: Repository,
  { trigger }: WorkflowRun,
): readonly object[] {
  if (trigger.headRepository !== repository.fullName) return [];
  return [...repository.issues.values()].flatMap(({ state: standing, pull }) =>
    pull && standing === 'open' && pull.headSha === trigger.headSha
      ? [pullMinimalJson(state, repository, pull)]
      : [],
  );
}
