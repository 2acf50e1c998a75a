import type { Conclusion } from '../../github/contract.ts';
import { holds } from '../expression/template.ts';
import type { JobResult } from '../job/run-job.ts';
import type { Job } from '../workflow/model.ts';
import {
  endWithoutRunning,
  groupName,
  inGroup,
  outerScope,
  type ActiveRun,
  type Shared,
} from './active-run.ts';
import type { RunFacts } from './facts.ts';
import { needsContext, statusOfNeeds, walkJobs, worst, type NodeResult } from './graph.ts';
import { runInstances } from './run-instances.ts';

/** Shows a job of the file that does not become any that runs. */
function showWithoutRunning(
  run: ActiveRun,
  { name, place }: { readonly name: string; readonly place: Job['place'] | undefined },
  conclusion: Conclusion,
  error?: unknown,
): Conclusion {
  const { id } = run.facts.settings.service.createJob(run.facts.run.id, name);
  return endWithoutRunning(run, { id, name, place }, conclusion, error);
}

async function visitJob(
  run: ActiveRun,
  job: Job,
  needed: ReadonlyMap<string, NodeResult>,
): Promise<NodeResult> {
  const results = [...needed.values()];
  const ancestors = results.flatMap((need) => [need.result, ...need.ancestors]);
  const needs = needsContext(job, needed);
  const shown = { name: job.name ?? job.id, place: job.place };
  try {
    const { close } = run.shared;
    const cancelled = run.cancelled.signal.aborted || close.aborted;
    const scope = outerScope(run, needs, statusOfNeeds(results, cancelled));
    if (close.aborted || !holds(job.condition, scope)) {
      const conclusion = cancelled ? 'cancelled' : 'skipped';
      showWithoutRunning(run, shown, conclusion);
      return { result: conclusion, outputs: {}, ancestors };
    }
    return { ...(await runInstances(run, job, needs, scope)), ancestors };
  } catch (error) {
    showWithoutRunning(run, shown, 'failure', error);
    return { result: 'failure', outputs: {}, ancestors };
  }
}

async function runJobs(run: ActiveRun): Promise<Conclusion> {
  const { jobs } = run.facts.workflow;
  const nodes = await walkJobs(jobs, (job, needs) => visitJob(run, job, needs));
  return worst(nodes.map((node) => node.result));
}

async function runInTurn(run: ActiveRun): Promise<Conclusion> {
  const { path, concurrency } = run.facts.workflow;
  try {
    const scope = outerScope(run, {});
    const group = concurrency === undefined ? undefined : groupName(run, concurrency, scope);
    const cancel = (): void => run.cancelled.abort();
    return await inGroup(run, concurrency, scope, cancel, () => runJobs({ ...run, group }));
  } catch (error) {
    return showWithoutRunning(run, { name: path, place: undefined }, 'failure', error);
  }
}

/** Runs the jobs of one workflow and tells GitHub how they end. */
export async function runWorkflow(facts: RunFacts, shared: Shared): Promise<JobResult[]> {
  const cancelled = new AbortController();
  const run: ActiveRun = { facts, shared, cancelled, results: [], group: undefined };
  const conclusion = await runInTurn(run);
  facts.settings.service.updateRun(facts.run.id, { status: 'completed', conclusion });
  return run.results;
}
