import type { DriftRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Records of thousands of columns have megabytes each. */
const mostFeatures = 50_000;

/** The newest drift records of a model, newest first, at most so many; of very large ones fewer. */
export async function newestDriftRecords(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  most: number,
): Promise<readonly Readonly<DriftRecord>[]> {
  const entries = ledger.filter((entry) => entry.kind === 'drift' && entry.model === model);
  const newest = entries.slice(-most).toReversed();
  const records: Readonly<DriftRecord>[] = [];
  let features = 0;
  for (const entry of newest) {
    const record = await readEntry(repository, entry, 'drift');
    if (record === null) continue;
    records.push(record);
    features += record.features.length;
    if (features > mostFeatures) break;
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
