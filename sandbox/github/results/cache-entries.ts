import type { WorkflowTrigger } from '../contract.ts';

/** What was saved under a key. It never changes once it is complete. */
export interface CacheEntry {
  readonly id: number;
  readonly repository: string;
  /** The ref of the run that saved it. */
  readonly ref: string;
  readonly key: string;
  /** A digest of the paths and the compression, made by the client. */
  readonly version: string;
  readonly blob: string;
  complete: boolean;
}

/**
 * The refs whose entries a run may restore, nearest first: its own, for a pull request the base branch, and
 * the default branch. What was saved elsewhere is out of reach, so that a branch can't plant a cache in another.
 */
export function readableRefs(trigger: WorkflowTrigger, defaultBranch: string): readonly string[] {
  const base = trigger.baseRef === undefined ? [] : [`refs/heads/${trigger.baseRef}`];
  return [...new Set([trigger.ref, ...base, `refs/heads/${defaultBranch}`])];
}

/**
 * The entry to restore; null when none fits. Ref by ref, then key by key, an entry of exactly this key is taken,
 * else the newest whose key begins with it.
 */
export function findEntry(
  entries: readonly CacheEntry[],
  wanted: {
    readonly repository: string;
    readonly refs: readonly string[];
    readonly version: string;
    readonly keys: readonly string[];
  },
): CacheEntry | null {
  const newestFirst = entries
    .filter((entry) => entry.complete && entry.repository === wanted.repository)
    .filter((entry) => entry.version === wanted.version)
    .toReversed();
  for (const ref of wanted.refs) {
    const saved = newestFirst.filter((entry) => entry.ref === ref);
    for (const key of wanted.keys) {
      const entry =
        saved.find((one) => one.key === key) ?? saved.find((one) => one.key.startsWith(key));
      if (entry !== undefined) return entry;
    }
  }
  return null;
}
