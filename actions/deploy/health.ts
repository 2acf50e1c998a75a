import { setTimeout as pause } from 'node:timers/promises';
import * as core from '@actions/core';
import { createLastLine, withoutSecretValues } from '../../adapters/process/last-line.ts';
import { afterLook, healthSettings, type Look } from '../../core/deployment/health.ts';
import { InputError } from '../../core/errors.ts';
import { oneLine } from '../../core/report/literal.ts';
import type { HealthConfig } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { runCommand } from '../run-command.ts';
import { lookAtAddress } from './look-at-address.ts';

/** An answer that takes longer is none. */
const longestAnswerMs = 10_000;
/** Of what a command says. */
const longestWords = 200;
/** What a timer takes. */
const longestTimerMs = 2 ** 31 - 1;

/** How a version was found to be, with the reason in a few words. */
export interface Found {
  readonly kind: 'healthy' | 'unhealthy';
  readonly reason: string;
}

/** Looks at a version until it is healthy or the time is over. Throws an InputError when the job is cancelled. */
export async function awaitHealth(
  step: Step,
  model: Model,
  config: HealthConfig,
  environment: Readonly<Record<string, string>>,
): Promise<Found> {
  const settings = healthSettings(config);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  let goodInARow = 0;
  for (;;) {
    const leftMs = Math.ceil(settings.withinMs - elapsed());
    const limitMs = Math.min(longestTimerMs, Math.max(1, leftMs));
    const look = await lookOnce(step, model, config, environment, limitMs);
    if (step.cancelled.aborted) throw cancelled(model);
    const health = afterLook(settings, goodInARow, look, elapsed());
    if (health.kind !== 'open') return health;
    core.info(`${model.name}: ${look.seen}.`);
    ({ goodInARow } = health);
    await pause(settings.everyMs, undefined, { signal: step.cancelled }).catch(() => {
      throw cancelled(model);
    });
  }
}

function lookOnce(
  step: Step,
  model: Model,
  { run, url }: HealthConfig,
  environment: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Look> {
  if (run !== undefined) return lookByCommand(step, model, run, environment, limitMs);
  return lookAtAddress(url ?? '', Math.min(limitMs, longestAnswerMs), step.cancelled);
}

async function lookByCommand(
  step: Step,
  model: Model,
  command: string,
  environment: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Look> {
  const late = AbortSignal.timeout(limitMs);
  const bounded = { ...step, cancelled: AbortSignal.any([step.cancelled, late]) };
  const heard = { stdout: createLastLine(), stderr: createLastLine() };
  const { result } = await runCommand(
    bounded,
    model,
    'health check',
    command,
    {},
    environment,
    heard,
  );
  const { exitCode, endedBy } = result;
  // Errors go there, whatever is flushed after them.
  const last = heard.stderr.line() ?? heard.stdout.line();
  const said =
    last === null ? null : oneLine(withoutSecretValues(last, step.variables), longestWords);
  if (late.aborted) return { good: false, seen: 'the health command did not end in time', said };
  if (exitCode === 0) return { good: true, seen: 'the health command ended with 0', said };
  const how = endedBy === null ? `ended with ${exitCode}` : `was ended by ${endedBy}`;
  return { good: false, seen: `the health command ${how}`, said };
}

function cancelled({ name }: Model): InputError {
  return new InputError(
    'cancelled',
    `Nobody waits any more for ${name} to be healthy, because the job was cancelled.`,
  );
}
