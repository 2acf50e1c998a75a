import * as core from '@actions/core';
import { executor } from '../adapters/executors/index.ts';
import type { ShellCommand, ShellResult } from '../adapters/process/run-shell.ts';
import { AssayError, InputError } from '../core/errors.ts';
import type { Model } from './open-model.ts';
import type { Step } from './action.ts';

/** What a configured command is for, in words and as a code. */
export type Purpose =
  'training' | 'evaluation' | 'champion evaluation' | 'deployment' | 'health check';

/** A command that ended, and why that was a failure; null when it wasn't. */
export interface Executed {
  readonly result: ShellResult;
  readonly failure: AssayError | null;
}

/**
 * Runs a configured command in the model's folder, its output in a group of the log as it comes. `extra` are variables that
 * are shown with the command, `quiet` such as are not; `listener` hears what it writes.
 */
export async function runCommand(
  step: Step,
  model: Pick<Model, 'name' | 'folder'>,
  purpose: Purpose,
  command: string,
  extra: Readonly<Record<string, string>> = {},
  quiet: Readonly<Record<string, string>> = {},
  listener?: ShellCommand['listener'],
): Promise<Executed> {
  const settings = Object.entries(extra).map(([name, value]) => `${name}=${value} `);
  core.startGroup(`${purpose} of ${model.name}: ${settings.join('')}${command}`);
  try {
    const result = await executor.run({
      command,
      folder: model.folder,
      environment: { ...commandEnvironment(step.variables), ...extra, ...quiet },
      signal: step.cancelled,
      ...(listener === undefined ? {} : { listener }),
    });
    const shown = `${settings.join('')}${command}`;
    return { result, failure: failureOf(step, model, purpose, shown, result) };
  } finally {
    core.endGroup();
  }
}

function failureOf(
  step: Step,
  model: Pick<Model, 'name'>,
  purpose: Purpose,
  command: string,
  { exitCode, endedBy }: ShellResult,
): AssayError | null {
  const what = `The ${purpose} command of ${model.name} (${oneLine(command)})`;
  if (step.cancelled.aborted) {
    return new InputError('cancelled', `${what} was stopped, because the job was cancelled.`);
  }
  if (exitCode === 0) return null;
  if (endedBy !== null) {
    const hint = endedBy === 'SIGKILL' ? ' The runner may have run out of memory.' : '';
    return new InputError('command-failed', `${what} was ended by ${endedBy}.${hint}`);
  }
  return new InputError(
    'command-failed',
    `${what} failed with exit code ${exitCode}. Its own output in the log of this step says why.`,
  );
}

/** A command of many lines, short enough for a sentence. */
function oneLine(command: string): string {
  const [first = '', ...others] = command.trim().split('\n');
  const line = first.length > 120 ? `${first.slice(0, 117)}...` : first;
  return others.length > 0 ? `${line} and ${others.length} more lines` : line;
}

/**
 * The variables that a `run:` step would see: without this action's inputs (a token is among them), without the
 * runner's own tokens that only actions get, and without the files that set this step's outputs.
 */
function commandEnvironment(variables: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(
    ([name]) => !name.startsWith('INPUT_') && !onlyForActions.has(name),
  );
  return Object.fromEntries(kept);
}

const onlyForActions: ReadonlySet<string> = new Set([
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RUNTIME_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'ACTIONS_CACHE_SERVICE_V2',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
]);
