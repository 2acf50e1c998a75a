import type { WindowedDrift } from '../../core/evaluation/on-drift.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import { eachDriftRecord } from './drift-records.ts';
import type { StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Each takes a call to read; what drifted before that is no longer news. */
const bounds = { least: 5, own: 5, most: 50 };

/** The newest drift of a model with a window, among its newest reports in the ledger; null where there is none. */
export async function newestDrift(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<WindowedDrift | null> {
  for await (const record of eachDriftRecord(repository, ledger, model, bounds)) {
    if (record.outcome === 'drift' && isWindowed(record)) return record;
  }
  return null;
}

function isWindowed(record: Readonly<DriftRecord>): record is WindowedDrift {
  return record.window !== null;
}
