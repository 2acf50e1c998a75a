import type { SandboxRunner, StartRunner, WorkflowTrigger } from '../github/contract.ts';
import { addressesOf } from './context/addresses.ts';
import type { JobResult } from './job/run-job.ts';
import type { Annotation } from './log/annotation.ts';
import { hostEnvironment } from './process/environment.ts';
import { ConcurrencyGroups } from './run/concurrency.ts';
import type { RunnerSettings } from './run/facts.ts';
import { Slots } from './run/slots.ts';
import { startRuns } from './run/start-runs.ts';

/** Jobs that run at the same time, over all runs. */
const JOBS_AT_ONCE = 2;

/** The local runner, with what GitHub shows only on its pages. */
export interface WorkflowRunner extends SandboxRunner {
  /** What the jobs of a run that has ended wrote to GITHUB_STEP_SUMMARY, as Markdown. */
  summary(runId: number): string;
  /** The errors, warnings and notices of a run that has ended. */
  annotations(runId: number): readonly Annotation[];
}

/** Starts the local runner: from now on it runs every workflow that a trigger of this GitHub starts. */
export const startRunner = (options: Parameters<StartRunner>[0]): WorkflowRunner => {
  const { github } = options;
  const settings: RunnerSettings = {
    service: github.actions,
    addresses: addressesOf(github),
    folder: options.folder,
    cacheFolder: options.cacheFolder,
    localActions: options.localActions,
    hostEnvironment: hostEnvironment(process.env),
    onLog: options.onLog ?? (() => undefined),
  };
  const closing = new AbortController();
  const shared = {
    slots: new Slots(JOBS_AT_ONCE),
    groups: new ConcurrencyGroups(),
    close: closing.signal,
  };
  const results = new Map<number, readonly JobResult[]>();
  const going = new Set<Promise<void>>();
  const defects: unknown[] = [];
  let discovered = Promise.resolve();

  const track = (work: Promise<void>): void => {
    const tracked = work
      .catch((error: unknown) => void defects.push(error))
      .finally(() => going.delete(tracked));
    going.add(tracked);
  };

  const begin = async (trigger: WorkflowTrigger): Promise<void> => {
    for (const run of await startRuns(settings, shared, trigger)) {
      track(run.ended.then((jobs) => void results.set(run.id, jobs)));
    }
  };

  github.onWorkflowTrigger((trigger) => {
    if (closing.signal.aborted) return;
    // One after another, so that runs are numbered in the order of their triggers.
    discovered = discovered.catch(() => undefined).then(() => begin(trigger));
    track(discovered);
  });

  const settle = async (): Promise<void> => {
    while (going.size > 0) await Promise.all(going);
    if (defects.length > 0) throw new AggregateError(defects.splice(0), 'The runner failed.');
  };

  return {
    idle: settle,
    async close() {
      closing.abort();
      await settle();
    },
    summary: (runId) =>
      (results.get(runId) ?? [])
        .map((job) => job.summary)
        .filter((text) => text !== '')
        .join('\n'),
    annotations: (runId) => (results.get(runId) ?? []).flatMap((job) => job.annotations),
  };
};

startRunner satisfies StartRunner;
