import { pathTime } from '../../core/ledger/path.ts';
import { longestWaiverDays, type WaiverUse, waiversInForce } from '../../core/waiver/in-force.ts';
import type { WaiverRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The waivers that hold for a candidate of a model, by check. */
export async function gatherWaivers(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  use: WaiverUse,
): Promise<ReadonlyMap<string, WaiverRecord>> {
  return waiversInForce(await readWaivers(repository, ledger, model, use.now), use);
}

/** All that was said of waivers of a model, oldest first. What is too old to hold is not read. */
export async function readWaivers(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  now: Date,
): Promise<readonly Readonly<WaiverRecord>[]> {
  const oldest = pathTime(new Date(now.getTime() - longestWaiverDays * dayMs).toISOString());
  const entries = ledger.filter(
    (entry) => entry.kind === 'waiver' && entry.model === model && entry.time >= oldest,
  );
  const records = await Promise.all(entries.map((entry) => readEntry(repository, entry, 'waiver')));
  return records.filter((record) => record !== null);
}
