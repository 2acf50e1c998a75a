import type { DeploymentRecord } from '../../schemas/types.ts';
import { type Stay, staysOf } from '../../core/promotion/history.ts';
import { readPromotions } from './champion.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Which versions of a model an environment has had, and how they fared, by the ledger; oldest first. */
export async function readStays(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  environment: string,
): Promise<readonly Stay[]> {
  const [promotions, reports] = await Promise.all([
    readPromotions(repository, ledger, model, environment),
    readReports(repository, ledger, model, environment),
  ]);
  return staysOf(promotions, reports);
}

/** What was reported of a model in an environment, by the ledger; oldest first. */
export async function readReports(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  environment: string,
): Promise<readonly Readonly<DeploymentRecord>[]> {
  const entries = ledger.filter((entry) => entry.kind === 'deployment' && entry.model === model);
  const reports = await Promise.all(
    entries.map((entry) => readEntry(repository, entry, 'deployment')),
  );
  return reports
    .filter((report) => report !== null)
    .filter((report) => report.environment === environment);
}
