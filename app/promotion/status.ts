import { readVersions } from '../../adapters/github/champion.ts';
import { readStays } from '../../adapters/github/environment-history.ts';
import { readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { challengerStay, championStay } from '../../core/promotion/history.ts';
import type { EnvironmentStatus, ModelStatus } from '../../core/report/status-matrix.ts';
import type { ModelConfig } from '../../schemas/types.ts';

/**
 * Where each of these models stands, by the ledger. One environment after another, since all are told of by the same
 * records: what was read for one is not asked for again.
 */
export async function readStatus(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  models: readonly (readonly [string, Pick<ModelConfig, 'environments'>])[],
): Promise<readonly ModelStatus[]> {
  const rows: ModelStatus[] = [];
  for (const [model, { environments: configured = {} }] of models) {
    const versions = await readVersions(repository, ledger, model);
    const environments = new Map<string, EnvironmentStatus>();
    for (const name of Object.keys(configured)) {
      environments.set(name, await statusIn(repository, ledger, model, name));
    }
    const drift = await newestDrift(repository, ledger, model);
    rows.push({ model, newest: versions[0]?.version ?? null, environments, drift });
  }
  return rows;
}

async function statusIn(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  environment: string,
): Promise<EnvironmentStatus> {
  const stays = await readStays(repository, ledger, model, environment);
  return { champion: championStay(stays), challenger: challengerStay(stays) };
}

async function newestDrift(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<ModelStatus['drift']> {
  const newest = ledger.findLast((entry) => entry.kind === 'drift' && entry.model === model);
  const drift = newest === undefined ? null : await readEntry(repository, newest, 'drift');
  return drift === null ? null : { outcome: drift.outcome, day: drift.createdAt.slice(0, 10) };
}
