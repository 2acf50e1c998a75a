import type { WindowedDrift } from '../../core/evaluation/on-drift.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Each takes a call to read; what drifted before that is no longer news. */
const mostRead = 5;

/** The newest drift of a model with a window, among its newest reports in the ledger; null where there is none. */
export async function newestDrift(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<WindowedDrift | null> {
  const reports = ledger.filter((entry) => entry.kind === 'drift' && entry.model === model);
  for (const entry of reports.slice(-mostRead).toReversed()) {
    const record = await readEntry(repository, entry, 'drift');
    if (record !== null && record.outcome === 'drift' && isWindowed(record)) return record;
  }
  return null;
}

/** A drift record by its id; null where the ledger has none that is what its path says. */
export async function findDrift(
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
  const record = entry === undefined ? null : await readEntry(repository, entry, 'drift');
  return record?.id === id ? record : null;
}

function isWindowed(record: Readonly<DriftRecord>): record is WindowedDrift {
  return record.window !== null;
}
