import { compareMoments, holdName, type HoldSubject, isAbout } from '../../core/hold/newest.ts';
import { pathTime } from '../../core/ledger/path.ts';
import type { HoldRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** What was said last of a subject, that it is held or released; null where nothing was ever said. */
export async function newestHold(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  subject: HoldSubject,
): Promise<Readonly<HoldRecord> | null> {
  const name = holdName(subject);
  const entries = ledger.filter((entry) => entry.kind === 'hold' && entry.model === name);
  let newest: Readonly<HoldRecord> | null = null;
  for (const entry of entries.toReversed()) {
    // Paths know the time to the second.
    if (newest !== null && entry.time !== pathTime(newest.createdAt)) break;
    const record = await readEntry(repository, entry, 'hold');
    if (record === null || !isAbout(record, subject)) continue;
    if (newest === null || compareMoments(record, newest) > 0) newest = record;
  }
  return newest;
}

/** The record that holds a subject back now; null where nothing does. */
async function currentHold(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  subject: HoldSubject,
): Promise<Readonly<HoldRecord> | null> {
  const newest = await newestHold(repository, ledger, subject);
  return newest?.state === 'held' ? newest : null;
}

/** The lock of an environment; null where there is none. */
export function lockOf(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  environment: string,
): Promise<Readonly<HoldRecord> | null> {
  return currentHold(repository, ledger, { kind: 'environment', environment });
}

/** The pause of a model's retraining; null where there is none. */
export function pauseOf(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<Readonly<HoldRecord> | null> {
  return currentHold(repository, ledger, { kind: 'retraining', model });
}
