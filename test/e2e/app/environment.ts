import { ledgerPath } from '../../../core/ledger/path.ts';
import { seal } from '../../../core/record/seal.ts';
import type { PromotionRecord } from '../../../schemas/types.ts';
import { beginning, configPath, configuration, type Files } from './content.ts';
import { comments, ledgerRecords, pullsFrom } from './look.ts';
import type { TestRepository } from './repository.ts';
import type { Person } from './world.ts';

/** A repository's files in which each of these environments of `bikes` is configured as this YAML says, in one line. */
export function filesWith(
  environments: Readonly<Record<string, string>>,
  registry: string | null = null,
): Files {
  const text = Object.entries(environments).reduce(
    (config, [name, more]) =>
      config.replace(
        `state: deploy/${name}/bikes.yaml\n`,
        `state: deploy/${name}/bikes.yaml\n        ${more}\n`,
      ),
    configuration(),
  );
  const challenged = 'spec:\n  uri: none\n  digest: none\n  canary:\n    uri: none\n    share: 0\n';
  const states = Object.keys(environments).map((name) => [`deploy/${name}/bikes.yaml`, challenged]);
  return {
    ...beginning,
    ...Object.fromEntries(states),
    [configPath]:
      registry === null
        ? text
        : text.replace('    retrain:', `    registry: ${registry}\n    retrain:`),
  };
}

/** Opens an issue, comments on it, and gives the answers without the marks of code. */
export async function ask(
  repository: TestRepository,
  body: string,
  by: Person = 'maintainer',
): Promise<string> {
  const { rest } = repository.world.as(by);
  const { data } = await rest.issues.create({ ...repository.at, title: 'A wish' });
  await rest.issues.createComment({ ...repository.at, issue_number: data.number, body });
  await repository.settled();
  return (await comments(repository, data.number)).join('\n---\n').replaceAll('`', '');
}

/** The one open promotion of `bikes` into an environment. */
export async function openPromotion(repository: TestRepository, environment: string) {
  const pulls = await pullsFrom(repository, `assay/promote/bikes/${environment}`);
  const [pull, ...more] = pulls.filter(({ state }) => state === 'open');
  if (pull === undefined || more.length > 0) {
    throw new Error(`${pulls.length} pull requests into ${environment}, not one that is open.`);
  }
  return { ...pull, body: pull.body ?? '' };
}

/** Merges a pull request. */
export async function merge(repository: TestRepository, number: number): Promise<void> {
  const { rest } = repository.world.as('maintainer');
  await rest.pulls.merge({ ...repository.at, pull_number: number });
  await repository.settled();
}

/** Every promotion of `bikes` into an environment, oldest first. */
export async function promotions(
  repository: TestRepository,
  environment: string,
): Promise<readonly PromotionRecord[]> {
  const records = (await ledgerRecords(repository, 'promotion')) as readonly PromotionRecord[];
  return records.filter((record) => record.environment === environment);
}

/** Puts on record what a deployer has said of the newest promotion into an environment, at a moment. */
export async function report(
  repository: TestRepository,
  environment: string,
  health: 'healthy' | 'unhealthy',
  at: Date,
): Promise<void> {
  const newest = (await promotions(repository, environment)).at(-1);
  if (newest?.deployment === null || newest === undefined) throw new Error('Nothing is deployed.');
  const record = seal('deployment', {
    createdAt: at.toISOString(),
    producer: newest.producer,
    repository: newest.repository,
    commit: newest.commit,
    model: newest.model,
    version: newest.version,
    digest: newest.digest,
    environment,
    role: newest.role ?? 'champion',
    deployment: newest.deployment,
    status: at.getTime(),
    health,
    description: '',
    url: null,
    reportedBy: 'acme',
  });
  const files = { [ledgerPath(record)]: JSON.stringify(record, null, 2) };
  await repository.push({ branch: 'assay/ledger', files, by: 'acme' });
}
