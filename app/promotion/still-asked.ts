import { readPromotions, readVersions } from '../../adapters/github/champion.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { type ChangedEnvironment, findEnvironment } from '../../core/promotion/choose.ts';
import { asksFor, isFollowed } from '../../core/promotion/overtaken.ts';
import type { JobContext } from '../context.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import { heldAt } from './held.ts';
import type { Merged } from './merged.ts';

/**
 * Whether the default branch, as it is now, still asks for what a merge has moved, and nothing on record has followed it
 * there. A merge may be recorded late: what it asked for must not take the place of something newer.
 */
export async function isStillAsked(context: JobContext, merged: Merged): Promise<boolean> {
  const { repository, defaultBranch } = context;
  const { model, environment } = merged.changed;
  const ledger = await listLedger(repository);
  const known = await readPromotions(repository, ledger, model, environment);
  const { mergeCommit: commit, mergedAt } = merged.pull;
  if (isFollowed(merged, { commit, mergedAt }, known)) return false;
  const branch = `refs/heads/${defaultBranch}`;
  const now = await environmentNow(context, merged, branch);
  if (now === null) return false;
  const versions = await readVersions(repository, ledger, model);
  return asksFor(await heldAt(context, now, versions, branch), merged);
}

/** The environment by the configuration of now, for its file may have moved; null where it is gone. */
async function environmentNow(
  { repository }: JobContext,
  { changed }: Merged,
  branch: string,
): Promise<ChangedEnvironment | null> {
  const found = await readOwnConfiguration(repository, branch);
  // While nobody can read it, what the merge said holds.
  if (found.kind === 'wrong') return changed;
  if (found.kind === 'absent') return null;
  const { model, environment } = changed;
  const config = findEnvironment(found.config, model, environment);
  return config === null ? null : { model, environment, config, file: config.state };
}
