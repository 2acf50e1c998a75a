import { expect, present } from './expect.ts';
import type { World } from './world.ts';

/** How the newest deployment to an environment fares. */
export interface Deployed {
  readonly version: string;
  readonly state: string;
  readonly description: string;
}

/** The newest deployment to an environment with its last status, as GitHub has them. */
export async function newestDeployment(world: World, environment: string): Promise<Deployed> {
  const { repos } = world.as('visitor').rest;
  const at = { owner: world.owner, repo: world.repo };
  const { data } = await repos.listDeployments({ ...at, environment, per_page: 1 });
  const deployment = present(data[0], `There should be a deployment to ${environment}.`);
  const { data: statuses } = await repos.listDeploymentStatuses({
    ...at,
    deployment_id: deployment.id,
    per_page: 1,
  });
  const status = present(statuses[0], `The deployment to ${environment} should have a status.`);
  const payload = deployment.payload as { readonly version?: unknown };
  return {
    version: String(payload.version),
    state: status.state,
    description: status.description,
  };
}

/** Throws unless the newest deployment to an environment is of this version, and ended so. */
export async function expectDeployed(
  world: World,
  environment: string,
  version: string,
  state: 'success' | 'failure',
): Promise<Deployed> {
  const found = await newestDeployment(world, environment);
  expect(
    found.version === version && found.state === state,
    `${environment} should have v${version} with the status ${state}; it has v${found.version} with ${found.state}: ${found.description}`,
  );
  return found;
}
