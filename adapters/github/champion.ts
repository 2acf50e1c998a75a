import { rcompare } from 'semver';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';
import type { PromotionRecord, VersionRecord } from '../../schemas/types.ts';

/** Every registered version of a model that the ledger knows, the largest first. */
export async function readVersions(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<readonly Readonly<VersionRecord>[]> {
  const entries = ledger.filter((entry) => entry.kind === 'version' && entry.model === model);
  const records = await Promise.all(
    entries.map((entry) => readEntry(repository, entry, 'version')),
  );
  return records
    .filter((record) => record !== null)
    .toSorted((a, b) => rcompare(a.version, b.version));
}

/** The champion: the version now in production, else the newest registered one; null when there is none. */
export async function readChampion(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<Readonly<VersionRecord> | null> {
  const versions = await readVersions(repository, ledger, model);
  const deployed = await deployedVersion(repository, ledger, model, 'production');
  return versions.find(({ version }) => version === deployed) ?? versions[0] ?? null;
}

/** The champion of an environment: the version that was promoted to it last; null when none was. */
export async function deployedVersion(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  environment: string,
): Promise<string | null> {
  const entries = ledger.filter((entry) => entry.kind === 'promotion' && entry.model === model);
  for (const entry of entries.toReversed()) {
    const record = await readEntry(repository, entry, 'promotion');
    const isChampion = (record?.role ?? 'champion') === 'champion';
    if (record?.environment === environment && isChampion) return record.version;
  }
  return null;
}

/** Every promotion of a model into an environment that the ledger knows, oldest first. */
export async function readPromotions(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  environment: string,
): Promise<readonly Readonly<PromotionRecord>[]> {
  const entries = ledger.filter((entry) => entry.kind === 'promotion' && entry.model === model);
  const records = await Promise.all(
    entries.map((entry) => readEntry(repository, entry, 'promotion')),
  );
  return records
    .filter((record) => record !== null)
    .filter((record) => record.environment === environment);
}
