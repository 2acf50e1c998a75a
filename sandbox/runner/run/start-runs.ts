import type { WorkflowTrigger } from '../../github/contract.ts';
import { isOfMergeCommit } from '../../github/workflow-trigger.ts';
import { readWorkflowFiles, type WorkflowFile } from '../git.ts';
import type { JobResult } from '../job/run-job.ts';
import { dispatchInputs } from '../trigger/inputs.ts';
import { matches } from '../trigger/match.ts';
import { readWorkflow, type InvalidWorkflow } from '../workflow/read.ts';
import type { Workflow } from '../workflow/model.ts';
import { problemAnnotation, problemAt, type Problem } from '../workflow/problem.ts';
import type { RunFacts, RunnerSettings } from './facts.ts';
import type { Shared } from './active-run.ts';
import { runWorkflow } from './run-workflow.ts';

/** A run that has been created and now goes on by itself. */
export interface StartedRun {
  readonly id: number;
  readonly ended: Promise<readonly JobResult[]>;
}

/** A push that deletes a branch has no commit and starts nothing. */
function isDeletion(trigger: WorkflowTrigger): boolean {
  return /^0+$/.test(trigger.sha);
}

/** A file whose `on` can't be read counts for every push and pull request, so that its error is seen. */
function concerns(invalid: InvalidWorkflow, path: string, trigger: WorkflowTrigger): boolean {
  if (invalid.events !== undefined) return matches(invalid.events, path, trigger);
  return trigger.event === 'push' || trigger.event === 'pull_request';
}

/** A run that fails at once, with its errors in the log of a job named as the file is. */
function startFailed(
  settings: RunnerSettings,
  trigger: WorkflowTrigger,
  workflow: { readonly path: string; readonly name: string },
  problems: readonly Problem[],
): StartedRun {
  const { service, onLog } = settings;
  const run = service.createRun({ trigger, workflow });
  const job = service.createJob(run.id, workflow.path);
  const lines = problems.map(({ text }) => `##[error]${text}`);
  for (const text of lines) onLog({ job: workflow.path, text });
  const log = lines.map((line) => `${line}\n`).join('');
  service.updateJob(job.id, { status: 'completed', conclusion: 'failure', steps: [], log });
  service.updateRun(run.id, { status: 'completed', conclusion: 'failure' });
  const annotations = problems.map(problemAnnotation);
  const result = { name: workflow.path, conclusion: 'failure', forgiven: false } as const;
  return {
    id: run.id,
    ended: Promise.resolve([{ ...result, outputs: {}, summary: '', annotations }]),
  };
}

/** A pull request from another repository is not trusted with secrets. */
function secretsFor(
  settings: RunnerSettings,
  trigger: WorkflowTrigger,
): ReadonlyMap<string, string> {
  const foreign = isOfMergeCommit(trigger) && trigger.headRepository !== trigger.repository;
  return foreign ? new Map() : settings.service.secrets(trigger.repository);
}

function startRun(
  settings: RunnerSettings,
  shared: Shared,
  trigger: WorkflowTrigger,
  workflow: Workflow,
): StartedRun {
  const { path, name } = workflow;
  let inputs: RunFacts['inputs'];
  try {
    inputs = dispatchInputs(workflow.inputs, trigger);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return startFailed(settings, trigger, workflow, [problemAt(path, undefined, message)]);
  }
  const run = settings.service.createRun({ trigger, workflow: { path, name } });
  const secrets = secretsFor(settings, trigger);
  const facts: RunFacts = { settings, trigger, workflow, run, inputs, secrets };
  return { id: run.id, ended: runWorkflow(facts, shared) };
}

/** Starts every workflow of the trigger's commit that the trigger concerns. */
export async function startRuns(
  settings: RunnerSettings,
  shared: Shared,
  trigger: WorkflowTrigger,
): Promise<StartedRun[]> {
  if (isDeletion(trigger)) return [];
  const repository = settings.service.bareRepository(trigger.repository);
  const files = await readWorkflowFiles(repository, trigger.sha);
  return files.flatMap(({ path, content }: WorkflowFile): StartedRun[] => {
    const read = readWorkflow(path, content, settings.localActions);
    if (read.ok) {
      const started = matches(read.value.events, path, trigger);
      return started ? [startRun(settings, shared, trigger, read.value)] : [];
    }
    const { name, errors } = read.reason;
    return concerns(read.reason, path, trigger)
      ? [startFailed(settings, trigger, { path, name }, errors)]
      : [];
  });
}
