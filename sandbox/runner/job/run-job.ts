import { rm } from 'node:fs/promises';
import type { Conclusion } from '../../github/contract.ts';
import { resolve, resolveTexts } from '../expression/template.ts';
import type { Annotation } from '../log/annotation.ts';
import { JobLog } from '../log/job-log.ts';
import { killGroup } from '../process/execute.ts';
import type { RunFacts } from '../run/facts.ts';
import type { StepPlan } from '../step/plan.ts';
import { runStep } from '../step/run-step.ts';
import { explain, problemAnnotation, problemOf } from '../workflow/problem.ts';
import { planSteps } from './plans.ts';
import { checkRunsOn, openSession, setEnvironment } from './prepare.ts';
import { JobReport, type ShownStep } from './report.ts';
import {
  jobStatus,
  stepScope,
  type JobInstance,
  type JobSession,
  type JobSignals,
} from './session.ts';
import { timeLimit } from './time-limit.ts';

/** What a job leaves behind. */
export interface JobResult {
  readonly name: string;
  readonly conclusion: Conclusion;
  /** Whether its failure is one that `continue-on-error` forgives. */
  readonly forgiven: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

function setUp(session: JobSession, shown: ShownStep): readonly StepPlan[] {
  const { facts, instance } = session;
  shown.started();
  session.log.write(
    `Job ${instance.name} of ${facts.workflow.path}, run ${facts.run.number}, attempt ${facts.run.attempt}`,
  );
  try {
    checkRunsOn(session);
    setEnvironment(session);
    const plans = planSteps(instance.job.steps);
    shown.finished('success');
    return plans;
  } catch (error) {
    fail(session, error);
    shown.finished('failure');
    return [];
  }
}

/** Fails a job for a reason that lies in no step of it. */
function fail(session: JobSession, error: unknown): void {
  const { facts, instance, log } = session;
  session.failed = true;
  log.annotate(problemAnnotation(problemOf(error, facts.workflow.path, instance.job.place)));
}

async function runSteps(session: JobSession, report: JobReport): Promise<void> {
  const plans = setUp(session, report.add('Set up job'));
  const posts: StepPlan[] = [];
  const run = (plan: StepPlan, shown: ShownStep): Promise<void> =>
    runStep(session, plan, { ...shown, addPost: (post) => posts.push(post) });
  const listed = plans.map((plan) => ({ plan, shown: report.add(plan.name) }));
  for (const { plan, shown } of listed) await run(plan, shown);
  for (let post = posts.pop(); post !== undefined; post = posts.pop()) {
    await run(post, report.add(post.name));
  }
}

/** The job's outputs; one that holds a secret is left out, as on GitHub. */
function outputsOf(session: JobSession): Record<string, string> {
  const scope = stepScope(session, Object.fromEntries(session.env));
  const outputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(resolveTexts(session.instance.job.outputs, scope))) {
    if (session.log.masks.hide(value) === value) outputs[name] = value;
    else {
      const message = `The output \`${name}\` is left out, since it may hold a secret.`;
      session.log.annotate({ level: 'warning', message });
    }
  }
  return outputs;
}

/** Ends the job after its `timeout-minutes`. */
function startTimer(session: JobSession, expire: () => void): NodeJS.Timeout | undefined {
  const scope = stepScope(session, Object.fromEntries(session.env));
  const limit = timeLimit(session.instance.job.timeoutMinutes, scope);
  if (limit === undefined) return undefined;
  return setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${limit.minutes} minutes.`;
    session.log.annotate({ level: 'error', message });
    expire();
  }, limit.milliseconds);
}

/** Undoes what the job has left on the host; a folder that can't be removed is no fault of the job's. */
async function cleanUp(session: JobSession): Promise<void> {
  for (const group of session.survivors) killGroup(group);
  try {
    for (const undo of session.atEnd.toReversed()) await undo();
    await rm(session.folders.root, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const message = `The job's folder could not be removed: ${explain(error)}`;
    session.log.annotate({ level: 'warning', message });
  }
}

/** Runs one job from its set-up to its end. Whatever happens in it becomes its conclusion. */
export async function runJob(
  facts: RunFacts,
  instance: JobInstance,
  jobId: number,
  outer: JobSignals,
): Promise<JobResult> {
  const { service, onLog } = facts.settings;
  const log = new JobLog((text) => onLog({ job: instance.name, text }));
  const report = new JobReport(service, jobId, log);
  const expired = new AbortController();
  const cancel = AbortSignal.any([outer.cancel, outer.close, expired.signal]);
  const signals = { cancel, close: outer.close };
  const session = await openSession({ facts, instance, jobId, signals, log });
  let timer: NodeJS.Timeout | undefined;
  let outputs: Record<string, string> = {};
  let forgiven = false;
  try {
    timer = startTimer(session, () => expired.abort());
    await runSteps(session, report);
    outputs = outputsOf(session);
    const scope = stepScope(session, Object.fromEntries(session.env));
    forgiven = resolve(instance.job.continueOnError, scope) === true;
  } catch (error) {
    fail(session, error);
  } finally {
    clearTimeout(timer);
    await cleanUp(session);
  }
  const conclusion = jobStatus(session);
  const end = report.add('Complete job');
  end.finished('success');
  report.complete(conclusion);
  const { summary, annotations } = log;
  return { name: instance.name, conclusion, forgiven, outputs, summary, annotations };
}
