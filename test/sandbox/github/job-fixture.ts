import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { SandboxGitHub, WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { addressesOf } from '../../../sandbox/runner/context/addresses.ts';
import type { Operation } from './results-client.ts';

export const repositoryName = 'octo/model';

/** A GitHub with one repository that has a commit, and a folder for a test's files. */
export interface Fixture {
  readonly github: SandboxGitHub;
  readonly folder: string;
  readonly sha: string;
  close(): Promise<void>;
}

/** Starts it in a folder of its own; a test may stand its clock. */
export async function startFixture(now?: () => Date): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-github-'));
  const github = await startGitHub({
    folder: join(folder, 'github'),
    ...(now === undefined ? {} : { now }),
  });
  await github.admin.createRepository({ name: repositoryName });
  const sha = commit(github.actions.bareRepository(repositoryName));
  return {
    github,
    folder,
    sha,
    async close() {
      await github.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts a commit with one workflow on `main` of a bare repository. */
function commit(bare: string): string {
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['--git-dir', bare, ...args], {
      input,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'octo',
        GIT_AUTHOR_EMAIL: 'octo@users.noreply.github.com',
        GIT_COMMITTER_NAME: 'octo',
        GIT_COMMITTER_EMAIL: 'octo@users.noreply.github.com',
      },
    }).trim();
  const blob = git(['hash-object', '-w', '--stdin'], 'name: Train\non: push\njobs: {}\n');
  const files = git(['mktree'], `100644 blob ${blob}\ttrain.yml\n`);
  const workflows = git(['mktree'], `040000 tree ${files}\tworkflows\n`);
  const root = git(['mktree'], `040000 tree ${workflows}\t.github\n`);
  const sha = git(['commit-tree', root, '-m', 'Begin']);
  git(['update-ref', 'refs/heads/main', sha]);
  return sha;
}

/** A trigger as a push to `main` gives it, but for what a test changes. */
export function pushTrigger(
  { sha }: Fixture,
  change: Partial<WorkflowTrigger> = {},
): WorkflowTrigger {
  return {
    event: 'push',
    repository: repositoryName,
    ref: 'refs/heads/main',
    sha,
    headSha: sha,
    headBranch: 'main',
    headRepository: repositoryName,
    actor: 'octo',
    payload: {},
    changedFiles: [],
    ...change,
  };
}

/** A job that runs. */
export interface Job {
  readonly runId: number;
  readonly jobId: number;
  readonly token: string;
  readonly runtimeToken: string;
}

/** Begins a run with one job. */
export function startJob(fixture: Fixture, trigger: WorkflowTrigger = pushTrigger(fixture)): Job {
  const { actions } = fixture.github;
  const workflow = { path: '.github/workflows/train.yml', name: 'Train' };
  const { id: runId } = actions.createRun({ trigger, workflow });
  const { id: jobId } = actions.createJob(runId, 'train');
  return { runId, jobId, ...actions.jobTokens(jobId, { contents: 'write', actions: 'read' }) };
}

const client = fileURLToPath(new URL('results-client.ts', import.meta.url));

/** Runs GitHub's clients with the environment that the runner gives to a step. */
export async function asStep(
  { github, folder }: Fixture,
  job: Job,
  operations: readonly Operation[],
): Promise<{ readonly results: readonly Record<string, unknown>[]; readonly output: string }> {
  const scratch = mkdtempSync(join(folder, 'step-'));
  const [input, output] = [join(scratch, 'operations.json'), join(scratch, 'results.json')];
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(input, JSON.stringify(operations));
  const { serverUrl, apiUrl } = addressesOf(github);
  const child = spawn(process.execPath, [client, input, output], {
    cwd: workspace,
    env: {
      PATH: process.env['PATH'],
      GITHUB_SERVER_URL: serverUrl,
      GITHUB_API_URL: apiUrl,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: scratch,
      ACTIONS_RUNTIME_TOKEN: job.runtimeToken,
      ACTIONS_RESULTS_URL: github.actions.resultsUrl,
      ACTIONS_CACHE_SERVICE_V2: 'true',
    },
  });
  const [said, complained] = [text(child.stdout), text(child.stderr)];
  const [exitCode] = await once(child, 'exit');
  const words = `${await said}${await complained}`;
  if (exitCode !== 0) throw new Error(`The client ended with ${String(exitCode)}: ${words}`);
  return { results: JSON.parse(readFileSync(output, 'utf8')), output: words };
}

/** One call of the API; a token of any kind, or none. */
export async function api(
  { github }: Fixture,
  path: string,
  token: string | null,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const response = await fetch(`${github.apiUrl}${path}`, {
    redirect: 'manual',
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  const said = await response.text();
  const body: unknown = said === '' ? null : JSON.parse(said);
  return { status: response.status, headers: response.headers, body };
}
