import { findDriftRecord } from '../../adapters/github/drift-records.ts';
import type { StoredEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { Baseline } from '../../core/judge/facts.ts';
import { confirmOnDrift, type OnDriftFacts } from '../../core/judge/on-drift.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';

/** What an evaluation says of the drifted window, held against the ledger; asks GitHub only where it says something. */
export async function onDriftOf(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  evaluation: Readonly<EvaluationRecord> | null,
  baselines: readonly Baseline[],
): Promise<OnDriftFacts | null> {
  if (evaluation?.onDrift === undefined) return null;
  const { drift: id } = evaluation.onDrift;
  const drift = await findDriftRecord(repository, ledger, evaluation.model, id);
  const champion = baselines.find(({ kind }) => kind === 'champion')?.version ?? null;
  return confirmOnDrift(evaluation, drift, champion);
}
