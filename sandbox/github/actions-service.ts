import { issueToken } from './auth.ts';
import type { ActionsService, TokenPermissions, WorkflowTrigger } from './contract.ts';
import type { Hub } from './hub.ts';
import { workflowId } from './json/workflow.ts';
import { issueRuntimeToken } from './results/runtime-token.ts';
import {
  type Account,
  accountOf,
  type Repository,
  repositoryOf,
  type State,
  timestamp,
  type WorkflowJob,
  type WorkflowRun,
} from './state.ts';
import { workflowEvents } from './workflow-events.ts';
import { isOfMergeCommit } from './workflow-trigger.ts';

/** What the runner of this process tells GitHub, and asks of it. */
export function actionsService(hub: Hub): ActionsService {
  const { state } = hub;
  const events = workflowEvents(hub);
  return {
    get resultsUrl() {
      return `${state.url}/`;
    },
    bareRepository: (name) => repositoryOf(state, name).git.folder,
    secrets: (name) => repositoryOf(state, name).secrets,
    createRun({ trigger, workflow }) {
      const repository = repositoryOf(state, trigger.repository);
      const run = newRun(state, repository, trigger, workflow);
      repository.runs.set(run.id, run);
      events.runChanged(repository, run, 'requested');
      return { id: run.id, number: run.number, attempt: run.attempt };
    },
    updateRun(runId, { status, conclusion }) {
      const { repository, run } = runOf(state, runId);
      const changed = run.status !== status;
      run.status = status;
      run.conclusion = conclusion ?? null;
      run.updatedAt = timestamp(state);
      if (changed && status !== 'queued') events.runChanged(repository, run, status);
    },
    createJob(runId, name) {
      const { repository, run } = runOf(state, runId);
      const job = newJob(state, runId, name);
      repository.jobs.set(job.id, job);
      events.jobChanged(repository, run, job);
      return { id: job.id };
    },
    updateJob(jobId, { status, conclusion, steps, log }) {
      const { repository, job, run } = jobOf(state, jobId);
      const changed = job.status !== status;
      const now = timestamp(state);
      if (changed && job.status === 'queued') job.startedAt = now;
      job.status = status;
      job.conclusion = conclusion ?? null;
      job.completedAt = status === 'completed' ? now : null;
      if (steps !== undefined) job.steps = steps;
      if (log !== undefined) job.log = log;
      if (changed) events.jobChanged(repository, run, job);
      if (status === 'completed') revokeTokens(state, jobId);
    },
    jobTokens(jobId, permissions) {
      const { repository, run } = jobOf(state, jobId);
      const fromFork = run.trigger.headRepository !== repository.fullName;
      const token = issueToken(state, 'ghs', {
        kind: 'job',
        account: actionsBot(state),
        repository: repository.fullName,
        jobId,
        permissions: isOfMergeCommit(run.trigger) && fromFork ? readOnly(permissions) : permissions,
      });
      return { token, runtimeToken: issueRuntimeToken(state, { runId: run.id, jobId }) };
    },
  };
}

/** The account that acts with GITHUB_TOKEN, made when it is first needed. */
export function actionsBot(state: State): Account {
  const login = 'github-actions[bot]';
  const known = state.accounts.get(login);
  if (known !== undefined) return known;
  const bot: Account = { id: state.nextId(), login, type: 'Bot' };
  state.accounts.set(login, bot);
  return bot;
}

function newRun(
  state: State,
  repository: Repository,
  trigger: WorkflowTrigger,
  { path, name }: { readonly path: string; readonly name: string },
): WorkflowRun {
  const before = [...repository.runs.values()].filter((run) => run.workflow.path === path);
  const now = timestamp(state);
  return {
    id: state.nextId(),
    number: before.length + 1,
    attempt: 1,
    workflow: { id: workflowId(repository, path), path, name },
    trigger,
    actor: accountOf(state, trigger.actor),
    createdAt: now,
    status: 'queued',
    conclusion: null,
    updatedAt: now,
  };
}

function newJob(state: State, runId: number, name: string): WorkflowJob {
  const now = timestamp(state);
  return {
    id: state.nextId(),
    runId,
    name,
    createdAt: now,
    status: 'queued',
    conclusion: null,
    startedAt: now,
    completedAt: null,
    steps: [],
    log: '',
  };
}

function runOf(
  state: State,
  runId: number,
): { readonly repository: Repository; readonly run: WorkflowRun } {
  for (const repository of state.repositories.values()) {
    const run = repository.runs.get(runId);
    if (run !== undefined) return { repository, run };
  }
  throw new TypeError(`No workflow run ${runId}.`);
}

function jobOf(
  state: State,
  jobId: number,
): { readonly repository: Repository; readonly run: WorkflowRun; readonly job: WorkflowJob } {
  for (const repository of state.repositories.values()) {
    const job = repository.jobs.get(jobId);
    if (job !== undefined) return { ...runOf(state, job.runId), job };
  }
  throw new TypeError(`No job ${jobId}.`);
}

/** What a fork's pull request may have at most. */
function readOnly(permissions: TokenPermissions): TokenPermissions {
  return Object.fromEntries(
    Object.entries(permissions).map(([name, level]) => [name, level === 'write' ? 'read' : level]),
  );
}

/** A job's token dies with it. */
function revokeTokens(state: State, jobId: number): void {
  for (const [token, actor] of state.tokens) {
    if (actor.kind === 'job' && actor.jobId === jobId) state.tokens.delete(token);
  }
}
