import type { DeploymentPayload } from '../../core/deployment/payload.ts';
import type { Deployment } from '../../core/deployment/records.ts';
import { InputError } from '../../core/errors.ts';
import { environmentOf } from '../../core/promotion/choose.ts';
import type { EnvironmentConfig } from '../../schemas/types.ts';
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

/** What a deployment asks for, in words: `bikes@v1.1.0 as challenger with 10%`. */
export function wishOf(
  model: string,
  { version, role, share }: Pick<DeploymentPayload, 'version' | 'role' | 'share'>,
): string {
  const tag = `${model}@v${version}`;
  if (role === 'champion') return tag;
  return share === 0 ? `the end of the challenge of ${tag}` : `${tag} as challenger with ${share}%`;
}
