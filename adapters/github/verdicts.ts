import type { VerdictRecord, VersionRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** The verdict that a version names, by which its model was merged; null where it names none or the ledger lacks it. */
export async function readVerdict(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  { model, verdict: id }: Readonly<VersionRecord>,
): Promise<Readonly<VerdictRecord> | null> {
  if (id === undefined || id === null) return null;
  const digits = id.slice('sha256:'.length, 'sha256:'.length + 12);
  const entry = ledger.find(
    (one) => one.kind === 'verdict' && one.model === model && one.path.endsWith(`-${digits}.json`),
  );
  const record = entry === undefined ? null : await readEntry(repository, entry, 'verdict');
  return record?.id === id ? record : null;
}
