import type { LedgerEntry } from '../ledger/path.ts';

/** Where a baseline lies in the ledger. */
export interface BaselineEntries {
  readonly kind: 'merge-base' | 'ancestor';
  /** The full commit. */
  readonly commit: string;
  /** How many commits it lies behind the merge base; 0 for the merge base itself. */
  readonly commitsBehind: number;
  /** The ledger path of its evaluation record. */
  readonly evaluation: string;
  /** The ledger path of its run record; null when the ledger has none. */
  readonly run: string | null;
}

/**
 * The nearest commit with an evaluation of this model. `commits` is the merge base, then its ancestors, nearest
 * first. Of several records of one commit the newest wins. Null when no commit has one.
 */
export function findBaselineEntries(
  entries: readonly LedgerEntry[],
  model: string,
  commits: readonly string[],
): BaselineEntries | null {
  const ofModel = entries.filter((entry) => entry.model === model);
  const evaluations = newestByCommit(ofModel, 'evaluation');
  for (const [commitsBehind, commit] of commits.entries()) {
    const evaluation = evaluations.get(commit.slice(0, 12));
    if (evaluation === undefined) continue;
    const run = newestByCommit(ofModel, 'run').get(commit.slice(0, 12));
    return {
      kind: commitsBehind === 0 ? 'merge-base' : 'ancestor',
      commit,
      commitsBehind,
      evaluation: evaluation.path,
      run: run?.path ?? null,
    };
  }
  return null;
}

/** Times in paths have one form, so that text order is time order; the path decides between equal times. */
function newestByCommit(
  entries: readonly LedgerEntry[],
  kind: LedgerEntry['kind'],
): ReadonlyMap<string, LedgerEntry> {
  const newest = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    if (entry.kind !== kind) continue;
    const known = newest.get(entry.shortCommit);
    if (known === undefined || order(known) < order(entry)) newest.set(entry.shortCommit, entry);
  }
  return newest;
}

function order({ time, path }: LedgerEntry): string {
  return `${time} ${path}`;
}
