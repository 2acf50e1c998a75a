import { InputError } from '../../../core/errors.ts';
import type { ActionFacts, ActionToolkit, BuiltInAction } from '../action/built-in/contract.ts';
import { lockFile } from '../process/file-lock.ts';
import { resolveTexts } from '../expression/template.ts';
import type { Ending } from '../process/execute.ts';
import type { ActionStep } from '../workflow/model.ts';
import { executeIn } from './execute-in.ts';
import { displayName, DONE, type StepContext, type StepPlan } from './plan.ts';

/** Ends a built-in action whose step was stopped or whose program failed; the program has said why. */
class Ended extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(ending.kind);
    this.ending = ending;
  }
}

function isFailure(ending: Ending): boolean {
  return ending.kind !== 'exited' || ending.code !== 0;
}

function toolkit(step: ActionStep, action: BuiltInAction, context: StepContext): ActionToolkit {
  const { session, environment, output } = context;
  const given = resolveTexts(step.with, context.scope);
  const runProgram = (
    program: string,
    parameters: readonly string[],
    onLine: (line: string) => void,
  ): Promise<Ending> =>
    executeIn(session, {
      program,
      parameters,
      folder: session.folders.workspace,
      // A wrong token must fail, not ask.
      env: { ...environment, GIT_TERMINAL_PROMPT: '0' },
      onLine,
      signal: context.signal,
    });
  return {
    workspace: session.folders.workspace,
    temporaryFolder: session.folders.temporary,
    cacheFolder: session.facts.settings.cacheFolder,
    env: environment,
    signal: context.signal,
    input: (name) => (given[name] ?? action.inputs[name] ?? '').trim(),
    log: (line) => output.line(line),
    setOutput: (name, value) => void context.outputs.set(name, value),
    setEnvironment: (name, value) => void session.env.set(name, value),
    addPath: (folder) => void session.paths.unshift(folder),
    addMask: (secret) => session.log.masks.add(secret),
    async holdLock(file) {
      if (session.locks.has(file)) return;
      const unlock = await lockFile(file, context.signal);
      session.locks.add(file);
      session.atEnd.push(unlock);
    },
    async read(program, ...parameters) {
      const lines: string[] = [];
      const ending = await runProgram(program, parameters, (line) => lines.push(line));
      if (isFailure(ending)) {
        for (const line of lines) output.line(line);
        throw new Ended(ending);
      }
      return lines.join('\n');
    },
    async execute(program, ...parameters) {
      output.line(`[command]${[program, ...parameters].join(' ')}`);
      const ending = await runProgram(program, parameters, (line) => output.line(line));
      if (isFailure(ending)) throw new Ended(ending);
    },
  };
}

function factsOf(context: StepContext): ActionFacts {
  const { facts, tokens } = context.session;
  const { repository, ref, sha } = facts.trigger;
  return { gitUrl: facts.settings.addresses.gitUrl, repository, ref, sha, token: tokens.token };
}

async function run(
  part: BuiltInAction['run'],
  step: ActionStep,
  action: BuiltInAction,
  context: StepContext,
): Promise<Ending> {
  try {
    await part(toolkit(step, action, context), factsOf(context));
    return DONE;
  } catch (error) {
    if (error instanceof Ended) return error.ending;
    if (context.signal.aborted) return { kind: 'stopped' };
    if (error instanceof InputError) throw error;
    throw new Error(`The built-in ${action.name} failed.`, { cause: error });
  }
}

/** The plan of a step with an action that the runner brings itself. */
export function planBuiltInAction(
  step: ActionStep,
  builtIn: BuiltInAction,
  action: string,
): StepPlan {
  const plan = {
    action,
    place: step.place,
    env: step.env,
    continueOnError: step.continueOnError,
    timeoutMinutes: step.timeoutMinutes,
    state: new Map<string, string>(),
  };
  const name = displayName(step, step.uses);
  const { post } = builtIn;
  return {
    ...plan,
    id: step.id,
    name,
    condition: step.condition,
    body: (context) => {
      context.session.log.write(`##[group]Run ${step.uses}`);
      context.session.log.write('##[endgroup]');
      if (post !== undefined) {
        context.addPost({
          ...plan,
          id: undefined,
          name: `Post ${name}`,
          condition: 'always()',
          body: (later) => run(post, step, builtIn, later),
        });
      }
      return run(builtIn.run, step, builtIn, context);
    },
  };
}
