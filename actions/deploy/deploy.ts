import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { type Deployments, openDeployments } from '../../adapters/actions-runtime/deployments.ts';
import { readDeploymentEvent } from '../../adapters/actions-runtime/deployment-event.ts';
import type { Registry } from '../../adapters/registries/registry.ts';
import { isRemoval } from '../../core/deployment/desired.ts';
import { successorOf } from '../../core/deployment/newest.ts';
import { readPayload } from '../../core/deployment/payload.ts';
import type { Deployment } from '../../core/deployment/records.ts';
import { AssayError, InputError, RefusedError } from '../../core/errors.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Action, Step } from '../action.ts';
import { openRegistry } from '../open-registry.ts';
import { runCommand } from '../run-command.ts';
import { awaitHealth, type Found } from './health.ts';
import { isDesiredNow } from './desired-now.ts';
import { type Order, readOrder } from './order.ts';
import { orderedTarget, type Target } from './target.ts';

type Input = 'config' | 'fetch' | 'token';
type Output = 'outcome' | 'model' | 'version' | 'environment';
type DeployStep = Step<Input, Output>;

/** Brings out the version that the event's deployment asks for, and reports whether it is healthy. */
export const deploy = {
  name: 'deploy',
  inputs: ['config', 'fetch', 'token'],
  outputs: ['outcome', 'model', 'version', 'environment'],

  async run(step) {
    const deployment = await readDeploymentEvent(step.variables);
    step.output('environment', deployment.environment);
    const payload = readPayload(deployment.payload);
    if (payload === null) {
      skip(step, `The deployment ${deployment.id} is none of Assay's.`);
      return;
    }
    step.output('model', payload.model);
    step.output('version', payload.version);
    const deployments = openDeployments(step.job, step.input('token'));
    try {
      const order = await readOrder(step, deployment, payload);
      await carryOut(step, deployments, order);
    } catch (error) {
      await reportFailure(step, deployments, deployment, error);
      throw error;
    }
  },
} as const satisfies Action<Input, Output>;

async function carryOut(step: DeployStep, deployments: Deployments, order: Order): Promise<void> {
  const { deployment, environment, model, payload } = order;
  const { deploy: config } = environment;
  const what = `${model.name}@v${payload.version}`;
  if (config === undefined) {
    const key = `models.${model.name}.environments.${deployment.environment}.deploy`;
    skip(step, `${key} is not set, so somebody else deploys ${what} and reports on it.`);
    return;
  }
  if (isRemoval(payload) && config.run === undefined) {
    skip(step, `Without a command in "deploy" somebody else takes ${what} out.`);
    return;
  }
  const registry = openRegistry(step, model);
  const { target, versions } = await orderedTarget(step, registry, order);
  if (await isSuperseded(step, deployments, order)) return;
  if (!(await isDesiredNow(step, order, versions))) {
    const sentence = `${step.job.defaultBranch ?? 'The default branch'} asks for something else in ${deployment.environment} by now.`;
    await stepBack(step, deployments, order, sentence);
    return;
  }
  const begun = target.kind === 'removal' ? `Taking ${what} out.` : `Deploying ${what}.`;
  await report(step, deployments, order, 'in_progress', begun);
  const found = await bringOut(step, registry, order, target);
  if (await isSuperseded(step, deployments, order)) return;
  if (found.kind === 'unhealthy') {
    throw new InputError(
      'unhealthy',
      `${what} is not healthy in ${deployment.environment}${found.reason}.`,
    );
  }
  const sentence = target.kind === 'removal' ? 'is taken out' : 'is healthy';
  await report(step, deployments, order, 'success', `${what} ${sentence}: ${found.reason}.`);
  step.output('outcome', target.kind === 'removal' ? 'removed' : 'healthy');
  core.notice(`${what} ${sentence} in ${deployment.environment}: ${found.reason}.`);
}

/** Brings a version out and waits for its health; or takes a challenger out, of which no health is asked. */
async function bringOut(
  step: DeployStep,
  registry: Registry,
  order: Order,
  target: Target,
): Promise<Found> {
  const { model, environment } = order;
  const { run: command = null, health } = environment.deploy ?? {};
  const path =
    target.kind === 'removal' ? null : await modelAt(step, registry, order, target, command);
  const variables = variablesOf(order, path);
  if (command !== null) {
    const { failure } = await runCommand(step, model, 'deployment', command, {}, variables);
    if (failure !== null) throw failure;
  }
  if (health === undefined || target.kind === 'removal') {
    return { kind: 'healthy', reason: 'the command ended with 0' };
  }
  return awaitHealth(step, model, health, variables);
}

/** Verifies the version, and fetches it where the command needs it; gives the folder, null where it was not fetched. */
async function modelAt(
  step: DeployStep,
  registry: Registry,
  { deployment }: Order,
  { record }: Extract<Target, { kind: 'version' }>,
  command: string | null,
): Promise<string | null> {
  if (command === null || !wantsModel(step)) {
    await requireBytes(registry, record);
    return null;
  }
  const path = modelFolder(step, deployment);
  await rm(path.root, { recursive: true, force: true });
  await mkdir(path.model, { recursive: true });
  await registry.fetchModel(record, path.model, path.scratch);
  core.info(`Fetched ${record.tag} and verified it: ${record.artifact.digest}.`);
  return path.model;
}

function variablesOf(
  { payload, model, deployment }: Order,
  path: string | null,
): Readonly<Record<string, string>> {
  return {
    ASSAY_MODEL: model.name,
    ASSAY_VERSION: payload.version,
    ASSAY_DIGEST: payload.digest,
    ASSAY_URI: payload.uri,
    ASSAY_ENVIRONMENT: deployment.environment,
    ASSAY_ROLE: payload.role,
    ASSAY_SHARE: payload.share === null ? '' : String(payload.share),
    ASSAY_MODEL_PATH: path ?? '',
  };
}

/** Throws a RefusedError where stored bytes are not what was registered; what can't be compared is a warning. */
async function requireBytes(registry: Registry, record: Readonly<VersionRecord>): Promise<void> {
  const problem = (await registry.problem(record)) ?? (await contentsProblem(registry, record));
  if (problem === null) return;
  throw new RefusedError('not-verified', `${record.tag} is not deployed. ${problem}`);
}

async function contentsProblem(
  registry: Registry,
  record: Readonly<VersionRecord>,
): Promise<string | null> {
  const found = await registry.compare(record);
  if (found.kind === 'unread') core.warning(found.sentence);
  return found.kind === 'other' ? found.sentence : null;
}

function wantsModel(step: DeployStep): boolean {
  const wanted = step.input('fetch');
  if (wanted === 'true' || wanted === 'false') return wanted === 'true';
  throw new InputError('bad-fetch', 'The input "fetch" must be true or false.');
}

function modelFolder(
  step: DeployStep,
  { id }: Deployment,
): { readonly root: string; readonly model: string; readonly scratch: string } {
  const root = join(step.job.temporary, 'assay-deploy', String(id));
  return { root, model: join(root, 'model'), scratch: join(root, 'scratch') };
}

/** Whether a newer deployment has come meanwhile; then this one is over, and nothing more is said of it. */
async function isSuperseded(
  step: DeployStep,
  deployments: Deployments,
  order: Order,
): Promise<boolean> {
  const { deployment } = order;
  const all = await deployments.ofEnvironment(deployment.environment);
  const newer = successorOf(all, deployment);
  if (newer === null) return false;
  await stepBack(step, deployments, order, `The deployment ${newer.id} has come after this one.`);
  return true;
}

async function stepBack(
  step: DeployStep,
  deployments: Deployments,
  order: Order,
  sentence: string,
): Promise<void> {
  await report(step, deployments, order, 'inactive', sentence);
  step.output('outcome', 'superseded');
  core.notice(`${sentence} Nothing more is reported of the deployment ${order.deployment.id}.`);
}

async function report(
  step: DeployStep,
  deployments: Deployments,
  { deployment, environment, payload }: Order,
  state: 'in_progress' | 'success' | 'inactive',
  description: string,
): Promise<void> {
  const environmentUrl = state === 'inactive' ? null : (environment.url ?? null);
  await deployments.report(deployment.id, {
    state,
    description,
    logUrl: logOf(step),
    environmentUrl,
    // A challenger takes nobody's place.
    keepsOthers: payload.role === 'challenger',
  });
}

/** A job that was cancelled has found out nothing. */
async function reportFailure(
  step: DeployStep,
  deployments: Deployments,
  { id }: Deployment,
  error: unknown,
): Promise<void> {
  if (step.cancelled.aborted) return;
  // What keeps us from finding out says nothing of the version.
  const state = error instanceof InputError || error instanceof RefusedError ? 'failure' : 'error';
  step.output('outcome', state === 'failure' ? 'unhealthy' : 'error');
  const description =
    error instanceof AssayError ? error.message : 'Assay has a defect: see the log of this step.';
  const status = {
    description,
    logUrl: logOf(step),
    environmentUrl: null,
    keepsOthers: true,
  } as const;
  try {
    await deployments.report(id, { state, ...status });
  } catch (cause) {
    // What went wrong first is what people need to know.
    core.warning(cause instanceof Error ? cause.message : String(cause));
  }
}

function logOf({ job }: DeployStep): string | null {
  const { serverUrl, repository, workflow } = job;
  return workflow === null ? null : `${serverUrl}/${repository}/actions/runs/${workflow.runId}`;
}

function skip(step: DeployStep, reason: string): void {
  step.output('outcome', 'skipped');
  core.notice(`${reason} Nothing is done.`);
}
