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
  /** The ledger path of the newest run record of the commit; null when the ledger has none. */
  readonly run: string | null;
}

/**
 * The evaluations of this model at these commits, best first: the nearest commit, and of one commit the newest.
 * `commits` is the merge base, then its ancestors, nearest first. Which of them can be used is for their records to say.
 */
export function findBaselineEntries(
  entries: readonly LedgerEntry[],
  model: string,
  commits: readonly string[],
): readonly BaselineEntries[] {
  const newestFirst = entries
    .filter((entry) => entry.model === model)
    .toSorted((a, b) => (order(a) < order(b) ? 1 : -1));
  return commits.flatMap((commit, commitsBehind) => {
    const here = newestFirst.filter(({ shortCommit }) => shortCommit === commit.slice(0, 12));
    const run = here.find(({ kind }) => kind === 'run')?.path ?? null;
    return here
      .filter(({ kind }) => kind === 'evaluation')
      .map(({ path }): BaselineEntries => ({
        kind: commitsBehind === 0 ? 'merge-base' : 'ancestor',
        commit,
        commitsBehind,
        evaluation: path,
        run,
      }));
  });
}

/** Times in paths have one form, so that text order is time order; the path decides between equal times. */
function order({ time, path }: LedgerEntry): string {
  return `${time} ${path}`;
}
