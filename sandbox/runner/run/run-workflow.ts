import type { Conclusion } from '../../github/contract.ts';
import { AssayError } from '../../../core/errors.ts';
import { githubContext } from '../context/github.ts';
import type { Scope } from '../expression/evaluate.ts';
import { statusFunctions } from '../expression/functions.ts';
import { holds, interpolate, resolve } from '../expression/template.ts';
import { runJob, type JobResult } from '../job/run-job.ts';
import type { JobInstance } from '../job/session.ts';
import type { Concurrency, Job } from '../workflow/model.ts';
import type { ConcurrencyGroups } from './concurrency.ts';
import type { RunFacts } from './facts.ts';
import { needsContext, statusOfNeeds, walkJobs, worst, type NodeResult } from './graph.ts';
import { instancesOf } from './instances.ts';
import { Slots } from './slots.ts';

/** What all runs share. */
export interface Shared {
  readonly slots: Slots;
  readonly groups: ConcurrencyGroups;
  /** The runner ends. */
  readonly close: AbortSignal;
}

/** A run while it goes on. */
interface Run {
  readonly facts: RunFacts;
  readonly shared: Shared;
  readonly cancelled: AbortController;
  readonly results: JobResult[];
}

function explain(error: unknown): string {
  if (error instanceof AssayError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What expressions outside of jobs see. */
function outerScope(
  run: Run,
  needs: Readonly<Record<string, unknown>>,
  status = { success: true, failure: false, cancelled: false },
): Scope {
  const place = { jobId: '', token: '', workspace: '', eventPath: '' };
  return {
    contexts: { github: githubContext(run.facts, place), needs, inputs: run.facts.inputs },
    functions: statusFunctions(status),
  };
}

/** Waits for its turn where `concurrency` says so; does the work and makes room for the next. */
async function inGroup(
  run: Run,
  concurrency: Concurrency | undefined,
  scope: Scope,
  cancel: () => void,
  work: () => Promise<Conclusion>,
): Promise<Conclusion> {
  if (concurrency === undefined) return work();
  const { groups } = run.shared;
  const name = `${run.facts.trigger.repository}/${interpolate(concurrency.group, scope)}`;
  const cancelInProgress = resolve(concurrency.cancelInProgress, scope) === true;
  if ((await groups.enter(name, cancelInProgress, cancel)) === 'superseded') return 'cancelled';
  try {
    return await work();
  } finally {
    groups.leave(name);
  }
}

/** Shows a job that has not run: it was skipped, cancelled, or could not begin. */
function showWithoutRunning(
  run: Run,
  name: string,
  conclusion: Conclusion,
  error?: unknown,
): Conclusion {
  const { service, onLog } = run.facts.settings;
  const { id } = service.createJob(run.facts.run.id, name);
  const text = error === undefined ? '' : `##[error]${explain(error)}`;
  if (text !== '') onLog({ job: name, text });
  service.updateJob(id, { status: 'completed', conclusion, steps: [], log: text });
  return conclusion;
}

async function runInstance(
  run: Run,
  instance: JobInstance,
  scope: Scope,
  cancelled: AbortController,
): Promise<{ readonly conclusion: Conclusion; readonly result: JobResult | undefined }> {
  const { facts, shared } = run;
  const { service } = facts.settings;
  const { id } = service.createJob(facts.run.id, instance.name);
  let result: JobResult | undefined;
  const own = { ...scope, contexts: { ...scope.contexts, matrix: instance.matrix } };
  const conclusion = await inGroup(
    run,
    instance.job.concurrency,
    own,
    () => cancelled.abort(),
    () =>
      shared.slots.run(async () => {
        if (cancelled.signal.aborted || shared.close.aborted) return 'cancelled';
        service.updateRun(facts.run.id, { status: 'in_progress' });
        const signals = { cancel: cancelled.signal, close: shared.close };
        result = await runJob(facts, instance, id, signals);
        run.results.push(result);
        return result.conclusion;
      }),
  );
  if (result === undefined) service.updateJob(id, { status: 'completed', conclusion, steps: [] });
  return { conclusion, result };
}

async function runInstances(
  run: Run,
  job: Job,
  needs: Readonly<Record<string, unknown>>,
  scope: Scope,
): Promise<{ readonly result: Conclusion; readonly outputs: Record<string, string> }> {
  const { instances, failFast, maxParallel } = instancesOf(job, needs, scope);
  const cancelled = new AbortController();
  const runSignal = run.cancelled.signal;
  const stop = (): void => cancelled.abort();
  // A job that runs although the run is cancelled, for it says `always()`, is not stopped by that.
  if (!runSignal.aborted) runSignal.addEventListener('abort', stop, { once: true });
  const parallel = new Slots(maxParallel);
  const ended = await Promise.all(
    instances.map((instance) =>
      parallel.run(async () => {
        const { conclusion, result } = await runInstance(run, instance, scope, cancelled);
        const forgiven = conclusion === 'failure' && result?.forgiven === true;
        if (conclusion === 'failure' && !forgiven && failFast) cancelled.abort();
        const verdict: Conclusion = forgiven ? 'success' : conclusion;
        return { verdict, outputs: result?.outputs ?? {} };
      }),
    ),
  );
  runSignal.removeEventListener('abort', stop);
  const outputs: Record<string, string> = {};
  for (const { outputs: some } of ended) {
    for (const [name, value] of Object.entries(some)) {
      if (value !== '' || outputs[name] === undefined) outputs[name] = value;
    }
  }
  return { result: worst(ended.map(({ verdict }) => verdict)), outputs };
}

async function visitJob(
  run: Run,
  job: Job,
  needed: ReadonlyMap<string, NodeResult>,
): Promise<NodeResult> {
  const results = [...needed.values()];
  const ancestors = results.flatMap((need) => [need.result, ...need.ancestors]);
  const needs = needsContext(job, needed);
  try {
    const cancelled = run.cancelled.signal.aborted;
    const scope = outerScope(run, needs, statusOfNeeds(results, cancelled));
    if (run.shared.close.aborted || !holds(job.condition, scope)) {
      const conclusion = cancelled ? 'cancelled' : 'skipped';
      showWithoutRunning(run, job.name ?? job.id, conclusion);
      return { result: conclusion, outputs: {}, ancestors };
    }
    return { ...(await runInstances(run, job, needs, scope)), ancestors };
  } catch (error) {
    showWithoutRunning(run, job.name ?? job.id, 'failure', error);
    return { result: 'failure', outputs: {}, ancestors };
  }
}

/** Runs the jobs of one workflow and tells GitHub how they end. */
export async function runWorkflow(facts: RunFacts, shared: Shared): Promise<JobResult[]> {
  const run: Run = { facts, shared, cancelled: new AbortController(), results: [] };
  const { workflow } = facts;
  let conclusion: Conclusion;
  try {
    conclusion = await inGroup(
      run,
      workflow.concurrency,
      outerScope(run, {}),
      () => run.cancelled.abort(),
      async () => {
        const nodes = await walkJobs(workflow.jobs, (job, needs) => visitJob(run, job, needs));
        return worst(nodes.map((node) => node.result));
      },
    );
  } catch (error) {
    conclusion = showWithoutRunning(run, workflow.path, 'failure', error);
  }
  facts.settings.service.updateRun(facts.run.id, { status: 'completed', conclusion });
  return run.results;
}
