import type { Conclusion } from '../../github/contract.ts';
import type { Scope } from '../expression/evaluate.ts';
import { runJob, type JobResult } from '../job/run-job.ts';
import type { JobInstance } from '../job/session.ts';
import type { Job } from '../workflow/model.ts';
import { endWithoutRunning, inGroup, type ActiveRun } from './active-run.ts';
import { worst } from './graph.ts';
import { instancesOf } from './instances.ts';
import { Slots } from './slots.ts';

/** How all combinations of a job ended. */
export interface InstancesResult {
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

interface InstanceResult {
  readonly conclusion: Conclusion;
  readonly result: JobResult | undefined;
}

/** Runs one combination; whatever keeps it from that becomes its conclusion. */
async function runInstance(
  run: ActiveRun,
  instance: JobInstance,
  scope: Scope,
  cancelled: AbortSignal,
): Promise<InstanceResult> {
  const { facts, shared } = run;
  const { service } = facts.settings;
  const { id } = service.createJob(facts.run.id, instance.name);
  const shown = { id, name: instance.name, place: instance.job.place };
  const { matrix, strategy } = instance;
  const own = { ...scope, contexts: { ...scope.contexts, matrix: matrix ?? {}, strategy } };
  const superseded = new AbortController();
  const cancel = AbortSignal.any([cancelled, superseded.signal]);
  let result: JobResult | undefined;
  const work = async (): Promise<Conclusion> => {
    if (cancel.aborted || shared.close.aborted) return 'cancelled';
    service.updateRun(facts.run.id, { status: 'in_progress' });
    result = await runJob(facts, instance, id, { cancel, close: shared.close });
    run.results.push(result);
    return result.conclusion;
  };
  try {
    const conclusion = await inGroup(
      run,
      instance.job.concurrency,
      own,
      () => superseded.abort(),
      () => shared.slots.run(work),
    );
    if (result === undefined) endWithoutRunning(run, shown, conclusion);
    return { conclusion, result };
  } catch (error) {
    return { conclusion: endWithoutRunning(run, shown, 'failure', error), result: undefined };
  }
}

/** The outputs of all combinations together: of several values that are not empty, the last. */
function mergedOutputs(results: readonly InstanceResult[]): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const { result } of results) {
    for (const [name, value] of Object.entries(result?.outputs ?? {})) {
      if (value !== '' || outputs[name] === undefined) outputs[name] = value;
    }
  }
  return outputs;
}

/**
 * Runs every combination of a job; with `fail-fast`, one that fails cancels the others. Throws an `InputError`
 * for a matrix that can't be.
 */
export async function runInstances(
  run: ActiveRun,
  job: Job,
  needs: Readonly<Record<string, unknown>>,
  scope: Scope,
): Promise<InstancesResult> {
  const { instances, failFast, maxParallel } = instancesOf(job, needs, scope);
  const failedFast = new AbortController();
  const runSignal = run.cancelled.signal;
  // A job that runs although the run is cancelled, for it says `always()`, is not stopped by that.
  const signals = runSignal.aborted ? [failedFast.signal] : [failedFast.signal, runSignal];
  const cancelled = AbortSignal.any(signals);
  const parallel = new Slots(maxParallel);
  const ended = await Promise.all(
    instances.map((instance) =>
      parallel.run(async () => {
        const ending = await runInstance(run, instance, scope, cancelled);
        const forgiven = ending.conclusion === 'failure' && ending.result?.forgiven === true;
        if (ending.conclusion === 'failure' && !forgiven && failFast) failedFast.abort();
        return { ...ending, verdict: forgiven ? ('success' as const) : ending.conclusion };
      }),
    ),
  );
  return { result: worst(ended.map(({ verdict }) => verdict)), outputs: mergedOutputs(ended) };
}
