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

function isWindowed(record: Readonly<DriftRecord>): record is WindowedDrift {
  return record.window !== null;
}
