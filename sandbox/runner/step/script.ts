import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../../core/errors.ts';
import { interpolate } from '../expression/template.ts';
import type { Ending } from '../process/execute.ts';
import type { ScriptStep } from '../workflow/model.ts';
import { executeIn } from './execute-in.ts';
import { displayName, type StepContext, type StepPlan } from './plan.ts';
import { isShell, shellCommand, SHELLS, type Shell } from './shell.ts';

function shellOf(step: ScriptStep, context: StepContext): Shell | undefined {
  if (step.shell === undefined) return undefined;
  const name = interpolate(step.shell, context.scope);
  if (isShell(name)) return name;
  throw new InputError(
    'shell',
    `The shell \`${name}\` is not known to the local runner; known are: ${SHELLS.join(', ')}.`,
  );
}

async function run(step: ScriptStep, context: StepContext): Promise<Ending> {
  const { session, scope, output } = context;
  const shell = shellOf(step, context);
  const script = interpolate(step.run, scope);
  const file = path.join(
    session.folders.temporary,
    `${randomUUID()}${shell === 'python' ? '.py' : '.sh'}`,
  );
  await writeFile(file, script);
  const { program, parameters } = shellCommand(shell, file);
  const lines = script.trimEnd().split('\n');
  session.log.write(`##[group]Run ${lines[0] ?? ''}`);
  session.log.write(lines.join('\n'));
  session.log.write(`shell: ${[program, ...parameters.slice(0, -1), '{0}'].join(' ')}`);
  session.log.write('##[endgroup]');
  return executeIn(session, {
    program,
    parameters,
    folder: path.resolve(
      session.folders.workspace,
      interpolate(step.workingDirectory ?? '', scope),
    ),
    env: context.environment,
    onLine: (line) => output.line(line),
    signal: context.signal,
  });
}

/** The plan of a step with `run`. */
export function planScript(step: ScriptStep, action: string): StepPlan {
  return {
    id: step.id,
    action,
    place: step.place,
    name: displayName(step, step.run.trim().split('\n')[0] ?? ''),
    condition: step.condition,
    env: step.env,
    continueOnError: step.continueOnError,
    timeoutMinutes: step.timeoutMinutes,
    state: new Map(),
    body: (context) => run(step, context),
  };
}
