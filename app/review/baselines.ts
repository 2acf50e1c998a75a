import { ancestors } from '../../adapters/github/compare.ts';
import { readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { findBaselineEntries } from '../../core/baseline/find.ts';
import type { Baseline } from '../../core/judge/facts.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { readChampion } from './champion.ts';

/** What a candidate may be compared with, best first: the run at the merge base or the nearest before it; the champion. */
export async function gatherBaselines(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  mergeBase: string,
): Promise<readonly Baseline[]> {
  const found = [
    await nearest(repository, ledger, model, mergeBase),
    await champion(repository, ledger, model),
  ];
  return found.filter((baseline) => baseline !== null);
}

async function nearest(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  mergeBase: string,
): Promise<Baseline | null> {
  if (!ledger.some((entry) => entry.kind === 'evaluation' && entry.model === model)) return null;
  const found =
    findBaselineEntries(ledger, model, [mergeBase]) ??
    findBaselineEntries(ledger, model, await ancestors(repository, mergeBase));
  if (found === null) return null;
  const evaluation = await readAt(repository, ledger, found.evaluation, 'evaluation');
  if (evaluation === null) return null;
  const run = found.run === null ? null : await readAt(repository, ledger, found.run, 'run');
  const { kind, commit, commitsBehind } = found;
  return { kind, commit, commitsBehind, evaluation, run, version: null };
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

/** The record that a version names by its id, whose first digits are in the path. */
async function readById<Kind extends 'evaluation' | 'run'>(
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
