import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { type Deployments, openDeployments } from '../../adapters/actions-runtime/deployments.ts';
import { readDeploymentEvent } from '../../adapters/actions-runtime/deployment-event.ts';
import { successorOf } from '../../core/deployment/newest.ts';
import { readPayload } from '../../core/deployment/payload.ts';
import type { Deployment } from '../../core/deployment/records.ts';
import { AssayError, InputError, RefusedError } from '../../core/errors.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Action, Step } from '../action.ts';
import { openRegistry } from '../open-registry.ts';
import { runCommand } from '../run-command.ts';
import { awaitHealth, type Found } from './health.ts';
import { type Order, orderedVersion, readOrder } from './order.ts';

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
  if (await isSuperseded(step, deployments, order)) return;
  await report(step, deployments, order, 'in_progress', `Deploying ${what}.`);
  const variables = await bringOut(step, order, config.run ?? null);
  const found: Found =
    config.health === undefined
      ? { kind: 'healthy', reason: 'the command ended with 0' }
      : await awaitHealth(step, model, config.health, variables);
  if (await isSuperseded(step, deployments, order)) return;
  if (found.kind === 'unhealthy') {
    throw new InputError(
      'unhealthy',
      `${what} is not healthy in ${deployment.environment} ${found.reason}.`,
    );
  }
  await report(step, deployments, order, 'success', `${what} is healthy: ${found.reason}.`);
  step.output('outcome', 'healthy');
  core.notice(`${what} is healthy in ${deployment.environment}: ${found.reason}.`);
}

/** Verifies the version, fetches it where the command needs it, and runs the command. Gives the command's variables. */
async function bringOut(
  step: DeployStep,
  order: Order,
  command: string | null,
): Promise<Readonly<Record<string, string>>> {
  const { model, payload, deployment } = order;
  const registry = openRegistry(step, model);
  const record = await orderedVersion(step, registry, order);
  const path = command !== null && wantsModel(step) ? modelFolder(step, deployment) : null;
  if (path === null) requireBytes(record, await registry.problem(record));
  else {
    await rm(path.root, { recursive: true, force: true });
    await mkdir(path.model, { recursive: true });
    await registry.fetchModel(record, path.model, path.scratch);
    core.info(`Fetched ${record.tag} and verified it: ${record.artifact.digest}.`);
  }
  const variables = {
    ASSAY_MODEL: model.name,
    ASSAY_VERSION: payload.version,
    ASSAY_DIGEST: payload.digest,
    ASSAY_URI: payload.uri,
    ASSAY_ENVIRONMENT: deployment.environment,
    ASSAY_ROLE: payload.role,
    ASSAY_SHARE: payload.share === null ? '' : String(payload.share),
    ASSAY_MODEL_PATH: path?.model ?? '',
  };
  if (command !== null) {
    const { failure } = await runCommand(step, model, 'deployment', command, {}, variables);
    if (failure !== null) throw failure;
  }
  return variables;
}

function requireBytes({ tag }: Readonly<VersionRecord>, problem: string | null): void {
  if (problem === null) return;
  throw new RefusedError('not-verified', `${tag} is not deployed. ${problem}`);
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
  const sentence = `The deployment ${newer.id} has come after this one.`;
  await report(step, deployments, order, 'inactive', sentence);
  step.output('outcome', 'superseded');
  core.notice(`${sentence} Nothing more is reported of the deployment ${deployment.id}.`);
  return true;
}

async function report(
  step: DeployStep,
  deployments: Deployments,
  { deployment, environment }: Order,
  state: 'in_progress' | 'success' | 'inactive',
  description: string,
): Promise<void> {
  const environmentUrl = state === 'inactive' ? null : (environment.url ?? null);
  await deployments.report(deployment.id, {
    state,
    description,
    logUrl: logOf(step),
    environmentUrl,
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
  step.output('outcome', 'unhealthy');
  const description =
    error instanceof AssayError ? error.message : 'Assay has a defect: see the log of this step.';
  // GitHub has a word for what went wrong around a version, too. Either way it is not known to be healthy.
  const state = error instanceof InputError || error instanceof RefusedError ? 'failure' : 'error';
  const status = { description, logUrl: logOf(step), environmentUrl: null } as const;
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
