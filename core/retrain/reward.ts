import type { OnDriftFacts } from '../judge/on-drift.ts';
import type { RetrainPolicy } from './policy.ts';

/** What a retraining is judged by, beside its check. */
export interface RewardFacts {
  readonly whenBetter: RetrainPolicy['whenBetter'];
  /** The conclusion of the whole check; null while it runs. */
  readonly conclusion: 'success' | 'failure' | 'neutral' | null;
  /** How it does beside the champion on the drifted window, held against the ledger; null where nobody has compared. */
  readonly onDrift: OnDriftFacts | null;
}

/** What follows of a retraining that helps: a label, a merge by GitHub, or nothing. Of anything that is not known: nothing. */
export function rewardOf({
  whenBetter,
  conclusion,
  onDrift,
}: RewardFacts): 'label' | 'merge' | 'nothing' {
  if (whenBetter === 'nothing' || conclusion !== 'success') return 'nothing';
  if (onDrift?.kind !== 'compared' || onDrift.comparison.champion === null) return 'nothing';
  return onDrift.comparison.outcome === 'better' ? whenBetter : 'nothing';
}
