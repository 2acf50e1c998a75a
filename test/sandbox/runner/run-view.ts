import type { WorkflowRunner } from '../../../sandbox/runner/index.ts';
import type { Repository } from './working-copy.ts';

/** A job as the API shows it, with its log. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly conclusion: string;
  readonly steps: readonly { readonly name: string; readonly conclusion: string }[];
  readonly log: string;
}

/** A run as the API shows it, with its jobs, and what the runner tells of it. */
export interface Run {
  readonly id: number;
  readonly name: string;
  readonly event: string;
  readonly branch: string;
  readonly conclusion: string;
  readonly jobs: readonly Job[];
  readonly annotations: ReturnType<WorkflowRunner['annotations']>;
  readonly summary: string;
}

interface RunJson {
  readonly id: number;
  readonly name: string;
  readonly event: string;
  readonly head_branch: string;
  readonly conclusion: string;
}

interface JobJson {
  readonly id: number;
  readonly name: string;
  readonly conclusion: string;
  readonly steps: Job['steps'];
}

async function readJobs(repository: Repository, runId: number): Promise<readonly Job[]> {
  const { body } = await repository.api('GET', `/actions/runs/${runId}/jobs`);
  const { jobs } = body as { readonly jobs: readonly JobJson[] };
  return Promise.all(
    jobs.map(async ({ id, name, conclusion, steps }) => {
      const log = await repository.api('GET', `/actions/jobs/${id}/logs`);
      return { id, name, conclusion, steps, log: String(log.body) };
    }),
  );
}

/** Asks the API for every run of a repository, oldest first. */
export async function readRuns(
  repository: Repository,
  runner: WorkflowRunner,
): Promise<readonly Run[]> {
  const { body } = await repository.api('GET', '/actions/runs');
  const { workflow_runs: runs } = body as { readonly workflow_runs: readonly RunJson[] };
  return Promise.all(
    runs.toReversed().map(async ({ id, name, event, head_branch: branch, conclusion }) => ({
      id,
      name,
      event,
      branch,
      conclusion,
      jobs: await readJobs(repository, id),
      annotations: runner.annotations(id),
      summary: runner.summary(id),
    })),
  );
}

/** The job of this name. */
export function jobOf(run: Run, name: string): Job {
  const job = run.jobs.find((one) => one.name === name);
  if (job !== undefined) return job;
  throw new Error(`No job ${name} among: ${run.jobs.map((one) => one.name).join(', ')}.`);
}

/** The conclusion of each job, by its name. */
export function conclusions(run: Run): Readonly<Record<string, string>> {
  return Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]));
}

/** The lines that steps themselves wrote to the logs of a run; what the runner shows of a script is left out. */
export function said(run: Run): readonly string[] {
  return run.jobs.flatMap(({ log }) => {
    const lines: string[] = [];
    let shown = false;
    for (const line of log.split('\n')) {
      if (line.startsWith('##[group]Run ')) shown = true;
      else if (line === '##[endgroup]') shown = false;
      else if (!shown && line !== '' && !line.startsWith('Job ')) lines.push(line);
    }
    return lines;
  });
}
