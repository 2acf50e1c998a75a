import { appendToLedger } from '../../../adapters/github/ledger.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { seal } from '../../../core/record/seal.ts';
import type { DeploymentRecord, PromotionRecord, VersionRecord } from '../../../schemas/types.ts';
import { stateFile } from './content.ts';
import type { TestRepository } from './repository.ts';

/** A time in which a version was somewhere, and what was reported of it. */
export interface Past {
  readonly version: Readonly<VersionRecord>;
  readonly environment: string;
  /** How many minutes ago it was promoted. */
  readonly minutesAgo: number;
  /** Reports: how many minutes ago, and what. */
  readonly health?: readonly (readonly [number, DeploymentRecord['health']])[];
}

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

let deployments = 0;

/** Puts promotions into the ledger with the reports of their deployments, as the app does when it hears of them. */
export async function remember(
  { world, at, name }: TestRepository,
  past: readonly Past[],
): Promise<void> {
  const records = past.flatMap(({ version, environment, minutesAgo, health = [] }) => {
    deployments += 1;
    const deployment = deployments;
    const common = {
      producer: { action: 'app' as const, version: '0.1.0' },
      repository: name,
      commit: version.commit,
      model: version.model,
      version: version.version,
      digest: version.package.digest,
      environment,
    };
    const promotion: Readonly<PromotionRecord> = seal('promotion', {
      ...common,
      createdAt: ago(minutesAgo),
      state: stateFile(version.model, environment),
      previous: null,
      pullRequest: 1,
      requestedBy: null,
      mergedBy: 'acme',
      deployment,
    });
    const reports = health.map(([minutes, word], index) =>
      seal('deployment', {
        ...common,
        createdAt: ago(minutes),
        role: 'champion',
        deployment,
        status: index + 1,
        health: word,
        description: '',
        url: null,
        reportedBy: 'deployer',
      }),
    );
    return [promotion, ...reports];
  });
  const [owner, repo] = [at.owner, at.repo];
  await appendToLedger({ octokit: world.as('acme'), owner, repo, memory: emptyMemory() }, records);
}
