import { dateRange } from '../date-range.ts';
import { findWorkflow, readWorkflows, workflowJson } from '../json/workflow.ts';
import { workflowJobJson } from '../json/workflow-job.ts';
import { readHeadCommits, workflowRunJson } from '../json/workflow-run.ts';
import { jobLogAddress } from '../results/job-logs.ts';
import {
  found,
  json,
  list,
  listOf,
  notFound,
  type Reply,
  type Request,
  type Route,
} from '../route.ts';
import type { WorkflowJob, WorkflowRun } from '../state.ts';

const need = { permission: 'actions', level: 'read' } as const;
const actions = '/repos/:owner/:repo/actions';

/** `/repos/{owner}/{repo}/actions`: workflows, their runs, and the jobs of these. */
export const workflowRuns = [
  {
    method: 'GET',
    path: `${actions}/runs`,
    need,
    handle: (request) => runList(request, () => true),
  },
  {
    method: 'GET',
    path: `${actions}/workflows`,
    need,
    async handle({ state, repository }) {
      const workflows = await readWorkflows(repository);
      return list(
        workflows.map((workflow) => workflowJson(state, repository, workflow)),
        'workflows',
      );
    },
  },
  {
    method: 'GET',
    path: `${actions}/workflows/:id/runs`,
    need,
    async handle(request) {
      const workflow = found(await findWorkflow(request.repository, request.param('id')));
      return runList(request, (run) => run.workflow.path === workflow.path);
    },
  },
  {
    method: 'GET',
    path: `${actions}/runs/:id`,
    need,
    handle: (request) => oneRun(request, runOf(request)),
  },
  {
    method: 'GET',
    path: `${actions}/runs/:id/attempts/:number`,
    need,
    handle(request) {
      const run = runOf(request);
      if (run.attempt !== request.id('number')) throw notFound();
      return oneRun(request, run);
    },
  },
  {
    method: 'GET',
    path: `${actions}/runs/:id/jobs`,
    need,
    handle(request) {
      const { repository, state } = request;
      const run = runOf(request);
      const jobs = [...repository.jobs.values()].filter((job) => job.runId === run.id);
      return list(
        jobs.map((job) => workflowJobJson(state, repository, run, job)),
        'jobs',
      );
    },
  },
  {
    method: 'GET',
    path: `${actions}/jobs/:id`,
    need,
    handle(request) {
      const { repository, state } = request;
      const job = jobOf(request);
      const run = found(repository.runs.get(job.runId));
      return json(workflowJobJson(state, repository, run, job));
    },
  },
  {
    method: 'GET',
    path: `${actions}/jobs/:id/logs`,
    need,
    handle(request) {
      // Logs are for those with an account, also in a public repository: this throws where there is none.
      void request.account;
      return { kind: 'redirect', location: jobLogAddress(request.state, jobOf(request).id) };
    },
  },
] as const satisfies readonly Route[];

function runOf(request: Request): WorkflowRun {
  return found(request.repository.runs.get(request.id('id')));
}

function jobOf(request: Request): WorkflowJob {
  return found(request.repository.jobs.get(request.id('id')));
}

async function oneRun({ state, repository }: Request, run: WorkflowRun): Promise<Reply> {
  const commits = await readHeadCommits(repository, [run]);
  return json(workflowRunJson(state, repository, run, commits));
}

/** Newest first, held to the filters of the query. `status` may also be a conclusion. */
function runList(
  { state, repository, query }: Request,
  isWanted: (run: WorkflowRun) => boolean,
): Reply {
  const matches = (key: string, ...values: readonly (string | null)[]): boolean => {
    const wanted = query.get(key);
    return wanted === null || values.includes(wanted);
  };
  const created = query.get('created');
  const isCreated = created === null ? () => true : dateRange(created);
  const runs = [...repository.runs.values()]
    .filter(isWanted)
    .filter(
      (run) =>
        matches('branch', run.trigger.headBranch) &&
        matches('event', run.trigger.event) &&
        matches('status', run.status, run.conclusion) &&
        matches('head_sha', run.trigger.headSha) &&
        matches('actor', run.actor.login) &&
        matches('check_suite_id', String(run.id)) &&
        isCreated(run.createdAt),
    )
    .toReversed();
  const isBare = query.get('exclude_pull_requests') === 'true';
  const show = async (run: WorkflowRun): Promise<Record<string, unknown>> => {
    const shown = workflowRunJson(state, repository, run, await readHeadCommits(repository, [run]));
    return isBare ? { ...shown, pull_requests: [] } : shown;
  };
  return listOf(runs, show, 'workflow_runs');
}
