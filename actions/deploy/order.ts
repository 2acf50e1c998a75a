import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registry } from '../../adapters/registries/registry.ts';
import type { DeploymentPayload } from '../../core/deployment/payload.ts';
import type { Deployment } from '../../core/deployment/records.ts';
import { InputError, RefusedError } from '../../core/errors.ts';
import { environmentOf } from '../../core/promotion/choose.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { type Model, openModelNamed } from '../open-model.ts';

/** What is to be brought out where, by the configuration of the deployed commit. */
export interface Order {
  readonly deployment: Deployment;
  readonly payload: DeploymentPayload;
  readonly model: Model;
  readonly environment: EnvironmentConfig;
}

/** Reads the configuration for a deployment. Throws an InputError or RefusedError where that does not fit the checkout. */
export async function readOrder(
  step: Step<'config'>,
  deployment: Deployment,
  payload: DeploymentPayload,
): Promise<Order> {
  const model = await openModelNamed(step, payload.model);
  if (model.checkout !== deployment.sha) {
    throw new InputError(
      'wrong-checkout',
      `The checkout is at ${model.checkout}, and the deployment is of ${deployment.sha}: check out the commit of the event, which actions/checkout does without the input "ref".`,
    );
  }
  const path = step.input('config');
  const environment = environmentOf(payload.model, model.config, deployment.environment, path);
  return { deployment, payload, model, environment };
}

/**
 * The registered version that a deployment names. Throws a RefusedError when what it says of the version is not what was
 * registered, or the desired state at its commit does not ask for that version: anybody who may deploy can write a payload.
 */
export async function orderedVersion(
  step: Step,
  registry: Registry,
  { payload, model, environment, deployment }: Order,
): Promise<Readonly<VersionRecord>> {
  const record = await registry.find(model.name, payload.version);
  if (record === null) {
    throw new RefusedError(
      'unknown-version',
      `The deployment names ${model.name} v${payload.version}, and no such version is registered.`,
    );
  }
  const { digest, uri } = record.package;
  if (digest !== payload.digest || uri !== payload.uri) {
    throw new RefusedError(
      'not-registered',
      `The deployment names ${payload.digest} at ${payload.uri}, and ${record.tag} was registered as ${digest} at ${uri}. Promote the version anew.`,
    );
  }
  if (payload.role === 'challenger') return record;
  const file = environment.state;
  const text = await readFile(join(step.job.workspace, file), 'utf8').catch(() => '');
  if (versionOfState(text, file, environment, [record]) === null) {
    throw new RefusedError(
      'not-desired',
      `${file} at ${deployment.sha} does not ask for ${record.tag}, which the deployment names: only what is merged is deployed.`,
    );
  }
  return record;
}
