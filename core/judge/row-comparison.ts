import type { Comparison, EvaluationRecord, ModelConfig } from '../../schemas/types.ts';
import { contradiction } from './contradiction.ts';

/** What a candidate's record holds of a comparison with one baseline. */
export type RowComparison =
  | { readonly kind: 'none' }
  /** It was not made, or not as the base branch wants it; why, as a sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It contradicts the ledger or itself: somebody made it up. */
  | { readonly kind: 'false'; readonly problem: string }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/**
 * The comparison row by row with this baseline. The candidate's own workflow made it, by the configuration of its head:
 * so what it says of the baseline is held to the baseline's record in the ledger, the rest to the candidate's own
 * record, and what was drawn to the base branch's configuration.
 */
export function rowComparison(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
  config: ModelConfig,
): RowComparison {
  const comparison = candidate.comparisons?.find((one) => one.baseline.evaluation === baseline.id);
  if (comparison === undefined) return { kind: 'none' };
  if (comparison.refused !== undefined) return { kind: 'refused', reason: comparison.refused };
  const problem = contradiction(comparison, candidate, baseline);
  if (problem !== null) return { kind: 'false', problem };
  const reason = drawnOtherwise(comparison, config);
  return reason === null ? { kind: 'compared', comparison } : { kind: 'refused', reason };
}

/** Groups widen an interval: a pull request must not choose them for the gate that judges it. */
function drawnOtherwise({ clusters }: Comparison, { task, evaluate }: ModelConfig): string | null {
  const wanted = evaluate.predictions.group !== undefined || task === 'ranking';
  if (wanted === (clusters !== null)) return null;
  return wanted
    ? 'The rows were drawn one by one, and the configuration of the base branch names a group.'
    : 'The rows were drawn by groups, and the configuration of the base branch names none.';
}
