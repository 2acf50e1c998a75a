import type { DriftRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** The newest drift records of a model, newest first, at most so many. */
export async function newestDriftRecords(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  most: number,
): Promise<readonly Readonly<DriftRecord>[]> {
  const entries = ledger.filter((entry) => entry.kind === 'drift' && entry.model === model);
  const newest = entries.slice(-most).toReversed();
  const records: Readonly<DriftRecord>[] = [];
  for (const entry of newest) {
    const record = await readEntry(repository, entry, 'drift');
    if (record !== null) records.push(record);
  }
  return records;
}

/** The drift record of a model with this id; null where the ledger has none. */
export async function findDriftRecord(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  id: string,
): Promise<Readonly<DriftRecord> | null> {
  const digest = id.slice('sha256:'.length, 'sha256:'.length + 12);
  const entry = ledger.find(
    ({ kind, model: of, path }) =>
      kind === 'drift' && of === model && path.endsWith(`-${digest}.json`),
  );
  if (entry === undefined) return null;
  const record = await readEntry(repository, entry, 'drift');
  return record?.id === id ? record : null;
}
