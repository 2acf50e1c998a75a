import type { WindowedDrift } from '../../core/evaluation/on-drift.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import { eachDriftRecord } from './drift-records.ts';
import type { StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Each takes a call to read; what drifted before that is no longer news. */
const bounds = { least: 5, own: 5, most: 20 };

/**
 * The newest drift of a model with a window, among its newest reports in the ledger; null where there is none. `hasMonitor`:
 * whether the model has a monitor of our own, which others that report often must not hide.
 */
export async function newestDrift(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  hasMonitor: boolean,
): Promise<WindowedDrift | null> {
  const own = hasMonitor ? bounds.own : 0;
  for await (const record of eachDriftRecord(repository, ledger, model, { ...bounds, own })) {
    if (record.outcome === 'drift' && isWindowed(record)) return record;
  }
  return null;
}

function isWindowed(record: Readonly<DriftRecord>): record is WindowedDrift {
  return record.window !== null;
}
