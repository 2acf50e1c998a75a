import { command } from './command.ts';
import { comments, ledgerRecords, pullsFrom } from './look.ts';
import type { TestRepository } from './repository.ts';

type State = 'success' | 'failure' | 'error' | 'in_progress' | 'inactive' | 'queued';

/** Asks for a promotion by a comment, merges it, and gives the pull request and its deployment. */
export async function promoted(
  repository: TestRepository,
  target: string,
  environment: string,
): Promise<{ readonly pull: number; readonly deployment: number }> {
  const pull = await proposed(repository, target, environment);
  const { rest } = repository.world.as('maintainer');
  await rest.pulls.merge({ ...repository.at, pull_number: pull.number });
  await repository.settled();
  return { pull: pull.number, deployment: await newestDeployment(repository, environment) };
}

/** Asks for a promotion by a comment, and gives the open pull request. */
export async function proposed(repository: TestRepository, target: string, environment: string) {
  const answer = await command(repository, `/assay promote ${target} ${environment}`);
  const pulls = await pullsFrom(repository, `assay/promote/bikes/${environment}`);
  const pull = pulls.find(({ state }) => state === 'open');
  if (pull === undefined) throw new Error(`No pull request: ${answer}`);
  return pull;
}

/** The id of the newest deployment to an environment. */
export async function newestDeployment(
  { world, at }: TestRepository,
  environment: string,
): Promise<number> {
  const { data } = await world.as('reader').rest.repos.listDeployments({ ...at, environment });
  const [newest] = data;
  if (newest === undefined) throw new Error(`There is no deployment to ${environment}.`);
  return newest.id;
}

/** Reports on a deployment as a deployer does. Gives the status's id. */
export async function report(
  { world, at }: TestRepository,
  deployment: number,
  state: State,
  more: { readonly description?: string; readonly log_url?: string } = {},
): Promise<number> {
  const { repos } = world.as('maintainer').rest;
  const { data } = await repos.createDeploymentStatus({
    ...at,
    deployment_id: deployment,
    state,
    ...more,
  });
  return data.id;
}

/** What the app has said of a deployment on a pull request; null where it has said nothing. */
export async function healthComment(
  repository: TestRepository,
  pull: number,
  deployment: number,
): Promise<string | null> {
  const all = await comments(repository, pull);
  const found = all.filter((body) => body.startsWith(`<!-- assay:deployment ${deployment} -->`));
  if (found.length > 1) throw new Error(`${found.length} comments on one deployment.`);
  return found[0] ?? null;
}

/** What the ledger has of what was reported of a deployment, oldest first. */
export async function reportsOf(
  repository: TestRepository,
  deployment: number,
): Promise<readonly unknown[]> {
  const all = (await ledgerRecords(repository, 'deployment')) as readonly {
    readonly deployment: number;
    readonly status: number;
  }[];
  return all
    .filter((record) => record.deployment === deployment)
    .toSorted((a, b) => a.status - b.status);
}
