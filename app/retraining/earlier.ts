import { readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { RetrainingPull } from '../../adapters/github/retrainings.ts';
import type { EarlierText } from '../../core/report/retrain-earlier.ts';

/** How many are shown: each costs up to two calls, once. */
const most = 3;

/** The last retrainings of a model that are over, and what they brought, by the ledger; newest first. */
export async function readEarlier(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  pulls: readonly RetrainingPull[],
): Promise<readonly EarlierText[]> {
  const over = pulls.filter(({ closedAt }) => closedAt !== null).slice(0, most);
  return Promise.all(over.map((pull) => readOne(repository, ledger, model, pull)));
}

async function readOne(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  { number, url, head, closedAt, merged, mergeCommit }: RetrainingPull,
): Promise<EarlierText> {
  const entryAt = (kind: 'verdict' | 'version', commit: string): StoredEntry | undefined =>
    ledger.findLast(
      (entry) =>
        entry.kind === kind && entry.model === model && entry.shortCommit === commit.slice(0, 12),
    );
  const judged = entryAt('verdict', head);
  const registered = mergeCommit === null ? undefined : entryAt('version', mergeCommit);
  const verdict = judged === undefined ? null : await readEntry(repository, judged, 'verdict');
  const version =
    registered === undefined ? null : await readEntry(repository, registered, 'version');
  const gate = verdict?.checks.find(({ check }) => check === 'metric-gate');
  return {
    number,
    url,
    closedAt: closedAt ?? new Date(0),
    merged,
    outcome: verdict?.outcome ?? null,
    metrics: gate?.evidence ?? [],
    version: version?.version ?? null,
  };
}
