import type { EvaluationRecord } from '../../schemas/types.ts';
import type { RetrainPolicy } from './policy.ts';

/** What a retraining is judged by, beside its check. */
export interface RewardFacts {
  readonly whenBetter: RetrainPolicy['whenBetter'];
  /** The conclusion of the whole check; null while it runs. */
  readonly conclusion: 'success' | 'failure' | 'neutral' | null;
  /** The evaluation at the head; null where there is none that could be read. */
  readonly evaluation: Pick<EvaluationRecord, 'status' | 'onDrift'> | null;
  /** The ids of the model's drift records on the ledger: a comparison with any other is of rows that nobody knows. */
  readonly drifts: (id: string) => boolean;
}

/** What follows of a retraining that helps: a label, a merge by GitHub, or nothing. Of anything that is not known: nothing. */
export function rewardOf({
  whenBetter,
  conclusion,
  evaluation,
  drifts,
}: RewardFacts): 'label' | 'merge' | 'nothing' {
  if (whenBetter === 'nothing' || conclusion !== 'success') return 'nothing';
  if (evaluation?.status !== 'succeeded') return 'nothing';
  const { onDrift } = evaluation;
  if (onDrift === undefined || onDrift.champion === null) return 'nothing';
  if (onDrift.outcome !== 'better' || !drifts(onDrift.drift)) return 'nothing';
  return whenBetter;
}
