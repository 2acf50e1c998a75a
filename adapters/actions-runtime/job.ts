import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { WorkflowRun } from '../../schemas/types.ts';

/** What the runner tells a step of the job that it belongs to. */
export interface Job {
  /** `owner/name`. */
  readonly repository: string;
  readonly owner: string;
  readonly repo: string;
  /** The commit that is judged: a pull request's head, else the commit of the event. */
  readonly commit: string;
  /** The pull request that started the workflow; null for another event. */
  readonly pullRequest: { readonly base: string; readonly head: string } | null;
  /** Such as `refs/heads/main`. */
  readonly ref: string;
  /** Such as `push`. */
  readonly event: string;
  /** Null where the event doesn't say. */
  readonly defaultBranch: string | null;
  /** Absent outside a workflow run. */
  readonly workflow: WorkflowRun | null;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Absolute path of the checkout. */
  readonly workspace: string;
  /** Absolute path of a folder that the steps of the job share and that goes with it. */
  readonly temporary: string;
}

const shaPattern = /^[0-9a-f]{40}$/;
const repositoryPattern = /^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._-]+$/;

/** Reads the job from the runner's variables and its event file. Throws an InputError outside a workflow. */
export function readJob(variables: Readonly<NodeJS.ProcessEnv>, event: unknown): Job {
  const required = (name: string, pattern: RegExp): string => {
    const value = variables[name] ?? '';
    if (pattern.test(value)) return value;
    const found = value === '' ? 'is not set' : `is "${value}", which is not what it must be`;
    throw new InputError(
      'no-workflow',
      `${name} ${found}: run this action as a step of a GitHub workflow.`,
    );
  };
  const repository = required('GITHUB_REPOSITORY', repositoryPattern);
  const [owner = '', repo = ''] = repository.split('/');
  const workspace = required('GITHUB_WORKSPACE', /./);
  return {
    repository,
    owner,
    repo,
    commit: shaAt(event, 'head') ?? required('GITHUB_SHA', shaPattern),
    pullRequest: pullRequestOf(event),
    ref: variables['GITHUB_REF'] ?? '',
    event: variables['GITHUB_EVENT_NAME'] ?? '',
    defaultBranch: textAt(event, 'repository', 'default_branch'),
    workflow: workflowRun(variables),
    serverUrl: variables['GITHUB_SERVER_URL'] ?? 'https://github.com',
    apiUrl: variables['GITHUB_API_URL'] ?? 'https://api.github.com',
    workspace,
    temporary: variables['RUNNER_TEMP'] ?? join(workspace, '..', '_temp'),
  };
}

function pullRequestOf(event: unknown): Job['pullRequest'] {
  const [base, head] = [shaAt(event, 'base'), shaAt(event, 'head')];
  return base === null || head === null ? null : { base, head };
}

/** A pull request's head or base. The head is what is judged, not the merge commit that is checked out. */
function shaAt(event: unknown, side: 'base' | 'head'): string | null {
  const sha = textAt(event, 'pull_request', side, 'sha');
  return sha !== null && shaPattern.test(sha) ? sha : null;
}

function workflowRun(variables: Readonly<NodeJS.ProcessEnv>): WorkflowRun | null {
  const runId = Number(variables['GITHUB_RUN_ID']);
  const attempt = Number(variables['GITHUB_RUN_ATTEMPT'] ?? '1');
  if (!Number.isSafeInteger(runId) || runId < 1) return null;
  return {
    runId,
    attempt: Number.isSafeInteger(attempt) && attempt >= 1 ? attempt : 1,
    name: (variables['GITHUB_WORKFLOW'] ?? '').slice(0, 256),
    event: (variables['GITHUB_EVENT_NAME'] ?? '').slice(0, 64),
    actor: (variables['GITHUB_ACTOR'] ?? '').slice(0, 256),
  };
}

/** A text somewhere in the event, or null: the event is JSON of any shape. */
function textAt(event: unknown, ...path: readonly string[]): string | null {
  let value: unknown = event;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : null;
}
