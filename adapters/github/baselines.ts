import { ancestors } from './compare.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';
import { type BaselineEntries, findBaselineEntries } from '../../core/baseline/find.ts';
import type { Baseline } from '../../core/judge/facts.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { readChampion } from './champion.ts';

/** What a candidate may be compared with, and what in the ledger could not be read. */
export interface Baselines {
  /** Best first: the run at the merge base or the nearest before it; the champion. */
  readonly baselines: readonly Baseline[];
  /** Sentences that name the entry: a ledger that was tampered with must not open the gate. */
  readonly refusals: readonly string[];
}

/** Finds in the ledger what a candidate may be compared with. */
export async function gatherBaselines(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  mergeBase: string,
): Promise<Baselines> {
  const refusals: string[] = [];
  const found = [
    await nearest(repository, ledger, model, mergeBase, refusals),
    await champion(repository, ledger, model),
  ];
  return { baselines: found.filter((baseline) => baseline !== null), refusals };
}

async function nearest(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  mergeBase: string,
  refusals: string[],
): Promise<Baseline | null> {
  if (!ledger.some((entry) => entry.kind === 'evaluation' && entry.model === model)) return null;
  const here = findBaselineEntries(ledger, model, [mergeBase]);
  const first = await firstUsable(repository, ledger, here, refusals);
  if (first !== null) return first;
  const commits = await ancestors(repository, mergeBase);
  const before = findBaselineEntries(ledger, model, commits).filter(
    ({ commitsBehind }) => commitsBehind > 0,
  );
  return firstUsable(repository, ledger, before, refusals);
}

/** The first whose evaluation succeeded: one that failed says nothing of the model at that commit. */
async function firstUsable(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  candidates: readonly BaselineEntries[],
  refusals: string[],
): Promise<Baseline | null> {
  for (const { kind, commit, commitsBehind, ...paths } of candidates) {
    const evaluation = await readAt(repository, ledger, paths.evaluation, 'evaluation');
    if (evaluation === null) {
      refusals.push(
        `The entry ${paths.evaluation} of the ledger is not what its name says: somebody has changed it. Restore it from the history of its branch.`,
      );
    }
    if (evaluation?.status !== 'succeeded') continue;
    const run = paths.run === null ? null : await readAt(repository, ledger, paths.run, 'run');
    return { kind, commit, commitsBehind, evaluation, run, version: null };
  }
  return null;
}

async function readAt<Kind extends 'evaluation' | 'run'>(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  path: string,
  kind: Kind,
) {
  const entry = ledger.find((one) => one.path === path);
  return entry === undefined ? null : readEntry(repository, entry, kind);
}

async function champion(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
): Promise<Baseline | null> {
  const version = await readChampion(repository, ledger, model);
  if (version === null) return null;
  const evaluation = await readById(repository, ledger, version, 'evaluation');
  if (evaluation === null) return null;
  return {
    kind: 'champion',
    commit: version.commit,
    commitsBehind: 0,
    evaluation,
    run: await readById(repository, ledger, version, 'run'),
    version: version.version,
  };
}

/** The record that a version names by its id, whose first digits are in the path; null when the ledger lacks it. */
export async function readById<Kind extends 'evaluation' | 'run'>(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  version: Readonly<VersionRecord>,
  kind: Kind,
) {
  const id = version[kind];
  const digits = id.slice('sha256:'.length, 'sha256:'.length + 12);
  const entry = ledger.find(
    (one) =>
      one.kind === kind && one.model === version.model && one.path.endsWith(`-${digits}.json`),
  );
  if (entry === undefined) return null;
  const record = await readEntry(repository, entry, kind);
  return record?.id === id ? record : null;
}
