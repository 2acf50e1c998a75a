import type { OnDriftFacts } from '../judge/on-drift.ts';
import type { CheckResult } from '../../schemas/types.ts';
import type { RetrainPolicy } from './policy.ts';

/** What a retraining is judged by, beside its check. */
export interface RewardFacts {
  readonly whenBetter: RetrainPolicy['whenBetter'];
  /** The conclusion of the whole check; null while it runs. */
  readonly conclusion: 'success' | 'failure' | 'neutral' | null;
  /** What its checks have found, those of every model that the pull request changes. */
  readonly checks: readonly Pick<CheckResult, 'waiver'>[];
  /** How it does beside the champion on the drifted window, held against the ledger; null where nobody has compared. */
  readonly onDrift: OnDriftFacts | null;
}

/**
 * What follows of a retraining that helps: a label, a merge by GitHub, or nothing. Of anything that is not known: nothing.
 * A waiver is a person's exception, so a person merges.
 */
export function rewardOf({
  whenBetter,
  conclusion,
  checks,
  onDrift,
}: RewardFacts): 'label' | 'merge' | 'nothing' {
  if (whenBetter === 'nothing' || conclusion !== 'success') return 'nothing';
  if (onDrift?.kind !== 'compared' || onDrift.comparison.champion === null) return 'nothing';
  if (onDrift.comparison.outcome !== 'better') return 'nothing';
  return checks.some(({ waiver }) => waiver !== undefined) ? 'label' : whenBetter;
}
