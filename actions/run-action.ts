import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import * as core from '@actions/core';
import { readJob } from '../adapters/actions-runtime/job.ts';
import { AssayError, InputError } from '../core/errors.ts';
import type { Action, Step } from './action.ts';

/** Runs an action as a step of a job: the only place that reads the environment. */
export async function runAction<Input extends string, Output extends string>(
  action: Action<Input, Output>,
): Promise<void> {
  try {
    await action.run(await currentStep());
  } catch (error) {
    report(action.name, error);
    process.exitCode = 1;
  }
}

async function currentStep<Input extends string, Output extends string>(): Promise<
  Step<Input, Output>
> {
  const variables = { ...process.env };
  const eventPath = variables['GITHUB_EVENT_PATH'] ?? '';
  const event: unknown = eventPath === '' ? null : JSON.parse(await readFile(eventPath, 'utf8'));
  return {
    job: readJob(variables, event),
    input: (name) => core.getInput(name),
    output: (name, value) => {
      core.setOutput(name, value);
    },
    variables,
    cancelled: cancellation(),
    now: () => new Date(),
  };
}

/** A cancelled job gets SIGINT, then SIGTERM seven seconds later. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      controller.abort(signal);
    });
  }
  return controller.signal;
}

/** One annotation for what failed. A stack is for those who mend this project: it is shown in debug logs only. */
function report(name: string, error: unknown): void {
  if (error instanceof Error) core.debug(error.stack ?? error.message);
  if (error instanceof Error && error.cause instanceof Error) {
    core.debug(error.cause.stack ?? error.cause.message);
  }
  if (error instanceof AssayError) {
    core.error(error.message, { title: `Assay ${name}`, ...placeOf(error) });
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  core.error(
    `This is a defect in Assay, not in your repository: ${reason} Please report it; run the job again with debug logging to see where it comes from.`,
    { title: `Assay ${name}` },
  );
}

/** Annotations name files relative to the repository. */
function placeOf(error: AssayError): core.AnnotationProperties {
  if (!(error instanceof InputError) || error.file === undefined) return {};
  const workspace = process.env['GITHUB_WORKSPACE'] ?? '';
  const file =
    isAbsolute(error.file) && workspace !== '' ? relative(workspace, error.file) : error.file;
  return { file, ...(error.line === undefined ? {} : { startLine: error.line }) };
}
