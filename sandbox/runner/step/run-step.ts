import { holds, interpolate, resolve, resolveTexts } from '../expression/template.ts';
import {
  stepScope,
  type JobSession,
  type StepConclusion,
  type StepResult,
} from '../job/session.ts';
import { StepOutput } from '../log/step-output.ts';
import { problemAnnotation, problemOf } from '../workflow/problem.ts';
import type { Ending } from '../process/execute.ts';
import { timeLimit } from '../job/time-limit.ts';
import { processEnvironment } from './environment.ts';
import { createStepFiles, type FileCommands } from './file-commands.ts';
import type { StepContext, StepPlan } from './plan.ts';

/** Who is told of a step's course. */
export interface StepListener {
  started(name: string): void;
  finished(conclusion: StepConclusion): void;
  addPost(plan: StepPlan): void;
}

function apply(session: JobSession, commands: FileCommands): void {
  for (const [name, value] of commands.env) session.env.set(name, value);
  for (const folder of commands.paths) session.paths.unshift(folder);
  session.log.summarise(commands.summary);
}

/** Tells the log why a step failed; a step that ended well says nothing. */
function conclude(session: JobSession, ending: Ending, timedOut: boolean): StepConclusion {
  const error = (message: string): 'failure' => {
    session.log.annotate({ level: 'error', message });
    return 'failure';
  };
  switch (ending.kind) {
    case 'exited':
      if (ending.code === 0) return 'success';
      return error(`Process completed with exit code ${ending.code}.`);
    case 'not-started':
      return error(`The program could not be started: ${ending.reason}.`);
    case 'stopped':
      if (timedOut) return error('The step was stopped: it took longer than its timeout-minutes.');
      session.log.annotate({ level: 'error', message: 'The operation was canceled.' });
      return 'cancelled';
    default:
      return ending satisfies never;
  }
}

async function perform(
  session: JobSession,
  plan: StepPlan,
  env: Readonly<Record<string, string>>,
  outputs: Map<string, string>,
  listener: StepListener,
): Promise<StepConclusion> {
  const { cancel, close } = session.signals;
  const scope = stepScope(session, env, { action: plan.action });
  const limit = timeLimit(plan.timeoutMinutes, scope);
  const limits = limit === undefined ? [] : [AbortSignal.timeout(limit.milliseconds)];
  // A step that runs although the job is cancelled is not stopped by that.
  const signal = AbortSignal.any([close, ...(cancel.aborted ? [] : [cancel]), ...limits]);
  const files = await createStepFiles(session.folders.commands);
  const output = new StepOutput(session.log, env['ACTIONS_STEP_DEBUG'] === 'true');
  const context: StepContext = {
    session,
    scope,
    output,
    signal,
    environment: processEnvironment(session, { env, files: files.env, action: plan.action }),
    outputs,
    state: plan.state,
    addPost: (post) => listener.addPost(post),
  };
  const ending = await plan.body(context);
  const commands = await files.read();
  apply(session, commands);
  for (const [name, value] of commands.outputs) outputs.set(name, value);
  for (const [name, value] of commands.state) plan.state.set(name, value);
  const timedOut = limits.some(({ aborted }) => aborted) && !close.aborted;
  const conclusion = conclude(session, ending, timedOut);
  return conclusion === 'success' && output.refused ? 'failure' : conclusion;
}

function finish(
  session: JobSession,
  plan: StepPlan,
  result: StepResult,
  listener: StepListener,
): void {
  if (plan.id !== undefined) session.steps.set(plan.id, result);
  if (result.conclusion === 'failure') session.failed = true;
  listener.finished(result.conclusion);
}

/** Runs one step, if its condition holds, and notes what it leaves behind in the session. */
export async function runStep(
  session: JobSession,
  plan: StepPlan,
  listener: StepListener,
): Promise<void> {
  const outputs = new Map<string, string>();
  let outcome: StepConclusion;
  let continueOnError = false;
  try {
    const jobEnv = Object.fromEntries(session.env);
    const outer = stepScope(session, jobEnv, { action: plan.action });
    const env = { ...jobEnv, ...resolveTexts(plan.env, outer) };
    const scope = stepScope(session, env, { action: plan.action });
    if (session.signals.close.aborted || !holds(plan.condition, scope)) {
      const result = { outputs: {}, outcome: 'skipped', conclusion: 'skipped' } as const;
      finish(session, plan, result, listener);
      return;
    }
    listener.started(interpolate(plan.name, scope));
    continueOnError = resolve(plan.continueOnError, scope) === true;
    outcome = await perform(session, plan, env, outputs, listener);
  } catch (error) {
    const problem = problemOf(error, session.facts.workflow.path, plan.place);
    session.log.annotate(problemAnnotation(problem));
    outcome = 'failure';
  }
  const conclusion = outcome === 'failure' && continueOnError ? 'success' : outcome;
  finish(session, plan, { outputs: Object.fromEntries(outputs), outcome, conclusion }, listener);
}
