import path from 'node:path';
import type { JobLog } from '../log/job-log.ts';
import { hashFilesFunction, statusFunctions } from '../expression/functions.ts';
import type { Scope } from '../expression/evaluate.ts';
import type { RunFacts } from '../run/facts.ts';
import type { Job } from '../workflow/model.ts';

/** How a step went: `outcome` before and `conclusion` after `continue-on-error`. */
export interface StepResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: StepConclusion;
  readonly conclusion: StepConclusion;
}

export type StepConclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** One job to run: one combination of the matrix. */
export interface JobInstance {
  readonly job: Job;
  readonly name: string;
  readonly matrix: Readonly<Record<string, unknown>> | null;
  readonly strategy: Readonly<Record<string, unknown>>;
  readonly needs: Readonly<Record<string, unknown>>;
}

/** Folders of one job. */
export interface JobFolders {
  /** All of the job's; removed when it has ended. */
  readonly root: string;
  readonly workspace: string;
  readonly temporary: string;
  readonly commands: string;
}

/** What a job is told from outside. */
export interface JobSignals {
  /** The job is to stop; steps that say `always()` still run. */
  readonly cancel: AbortSignal;
  /** The runner ends: nothing runs any more. */
  readonly close: AbortSignal;
}

/** A job while it runs: what its steps share and change. */
export interface JobSession {
  readonly facts: RunFacts;
  readonly instance: JobInstance;
  readonly folders: JobFolders;
  readonly signals: JobSignals;
  readonly log: JobLog;
  readonly tokens: { readonly token: string; readonly runtimeToken: string };
  readonly github: Readonly<Record<string, unknown>>;
  readonly runner: Readonly<Record<string, string>>;
  /** `env` of the workflow and the job, and what steps wrote to GITHUB_ENV. */
  readonly env: Map<string, string>;
  /** What steps wrote to GITHUB_PATH, the last one first. */
  readonly paths: string[];
  readonly steps: Map<string, StepResult>;
  /** What must be undone when the job ends. */
  readonly atEnd: (() => Promise<void>)[];
  /** Files that the job holds as locks. */
  readonly locks: Set<string>;
  /** Process groups that outlived their step. */
  readonly survivors: number[];
  failed: boolean;
}

/** `job.status`. */
export function jobStatus(session: JobSession): 'success' | 'failure' | 'cancelled' {
  if (session.signals.cancel.aborted) return 'cancelled';
  return session.failed ? 'failure' : 'success';
}

/** What expressions of a step see; `env` is that of the step. */
export function stepScope(
  session: JobSession,
  env: Readonly<Record<string, string>>,
  ownGithub: Readonly<Record<string, string>> = {},
): Scope {
  const { facts, instance } = session;
  const status = jobStatus(session);
  return {
    contexts: {
      github: { ...session.github, ...ownGithub },
      env,
      job: { status },
      steps: Object.fromEntries(session.steps),
      runner: session.runner,
      secrets: { ...Object.fromEntries(facts.secrets), GITHUB_TOKEN: session.tokens.token },
      strategy: instance.strategy,
      matrix: instance.matrix,
      needs: instance.needs,
      inputs: facts.inputs,
    },
    functions: [
      ...statusFunctions({
        success: status === 'success',
        failure: status === 'failure',
        cancelled: status === 'cancelled',
      }),
      hashFilesFunction(session.folders.workspace),
    ],
  };
}

/** The search path of a step's programs. */
export function searchPath(session: JobSession, inherited: string | undefined): string {
  return [...session.paths, ...(inherited === undefined ? [] : [inherited])].join(path.delimiter);
}
