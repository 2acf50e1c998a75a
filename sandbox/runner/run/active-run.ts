import type { Conclusion } from '../../github/contract.ts';
import { InputError } from '../../../core/errors.ts';
import { githubContext } from '../context/github.ts';
import type { Scope } from '../expression/evaluate.ts';
import { statusFunctions } from '../expression/functions.ts';
import { interpolate, resolve } from '../expression/template.ts';
import type { JobResult } from '../job/run-job.ts';
import type { Concurrency, Place } from '../workflow/model.ts';
import { problemAnnotation, problemOf } from '../workflow/problem.ts';
import type { ConcurrencyGroups } from './concurrency.ts';
import type { RunFacts } from './facts.ts';
import type { Slots } from './slots.ts';

/** What all runs share. */
export interface Shared {
  readonly slots: Slots;
  readonly groups: ConcurrencyGroups;
  /** The runner ends. */
  readonly close: AbortSignal;
}

/** A run while it goes on. */
export interface ActiveRun {
  readonly facts: RunFacts;
  readonly shared: Shared;
  readonly cancelled: AbortController;
  /** The results of the jobs that have ended. */
  readonly results: JobResult[];
  /** The concurrency group that the run itself holds. */
  readonly group: string | undefined;
}

/** What expressions outside of jobs see. */
export function outerScope(
  run: ActiveRun,
  needs: Readonly<Record<string, unknown>>,
  status = { success: true, failure: false, cancelled: false },
): Scope {
  const place = { jobId: '', token: '', workspace: '', eventPath: '' };
  return {
    contexts: { github: githubContext(run.facts, place), needs, inputs: run.facts.inputs },
    functions: statusFunctions(status),
  };
}

/** The name of a concurrency group; groups of different repositories have nothing to do with each other. */
export function groupName(run: ActiveRun, concurrency: Concurrency, scope: Scope): string {
  const group = interpolate(concurrency.group, scope);
  return `${run.facts.trigger.repository}/${group}`.toLowerCase();
}

/**
 * Waits for its turn where `concurrency` says so; does the work and makes room for the next. Throws an
 * `InputError` for a job that would wait for its own run.
 */
export async function inGroup(
  run: ActiveRun,
  concurrency: Concurrency | undefined,
  scope: Scope,
  cancel: () => void,
  work: () => Promise<Conclusion>,
): Promise<Conclusion> {
  if (concurrency === undefined) return work();
  const { groups } = run.shared;
  const name = groupName(run, concurrency, scope);
  if (name === run.group) {
    throw new InputError(
      'concurrency',
      `A job waits for the concurrency group \`${concurrency.group}\`, which its own workflow holds; give them different groups.`,
    );
  }
  const cancelInProgress = resolve(concurrency.cancelInProgress, scope) === true;
  const { queue } = concurrency;
  const answer = await groups.enter(name, { cancelInProgress, queue }, cancel);
  if (answer === 'superseded') return 'cancelled';
  try {
    return await work();
  } finally {
    groups.leave(name);
  }
}

/** Ends a job of GitHub that has not begun: it was cancelled, or an error of the file keeps it from beginning. */
export function endWithoutRunning(
  run: ActiveRun,
  job: { readonly id: number; readonly name: string; readonly place: Place | undefined },
  conclusion: Conclusion,
  error?: unknown,
): Conclusion {
  const { settings, workflow } = run.facts;
  const problems = error === undefined ? [] : [problemOf(error, workflow.path, job.place)];
  const lines = problems.map(({ text }) => `##[error]${text}`);
  for (const text of lines) settings.onLog({ job: job.name, text });
  settings.service.updateJob(job.id, {
    status: 'completed',
    conclusion,
    steps: [],
    log: lines.map((line) => `${line}\n`).join(''),
  });
  const annotations = problems.map(problemAnnotation);
  const nothing = { forgiven: false, outputs: {}, summary: '' };
  run.results.push({ name: job.name, conclusion, ...nothing, annotations });
  return conclusion;
}
