import type { Comparison, EvaluationRecord, MetricDifference } from '../../schemas/types.ts';

/** Values that were computed twice from the same rows differ by no more than this share. */
const rounding = 1e-6;
/** Fewer shared rows, of the larger of the two sets, are another evaluation set. */
export const leastShared = 0.8;

/** What a candidate's record holds of a comparison with one baseline. */
export type RowComparison =
  | { readonly kind: 'none' }
  /** It was not made; why, as a sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It contradicts the ledger or itself: somebody made it up. */
  | { readonly kind: 'false'; readonly problem: string }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/**
 * The comparison row by row with this baseline. The candidate's own workflow made it, so what it says of the baseline is
 * held to the baseline's record in the ledger, and the rest to the candidate's own record.
 */
export function rowComparison(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): RowComparison {
  const comparison = candidate.comparisons?.find((one) => one.baseline.evaluation === baseline.id);
  if (comparison === undefined) return { kind: 'none' };
  if (comparison.refused !== undefined) return { kind: 'refused', reason: comparison.refused };
  const problem = contradiction(comparison, candidate, baseline);
  return problem === null ? { kind: 'compared', comparison } : { kind: 'false', problem };
}

function contradiction(
  { rows, metrics, ...comparison }: Comparison,
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): string | null {
  const what = "The comparison row by row in the candidate's record";
  if (comparison.baseline.predictions !== baseline.predictions?.digest) {
    return `${what} was made with other predictions than those of the baseline's record.`;
  }
  if (rows.candidate !== candidate.evaluationSet?.rows) {
    return `${what} counts ${rows.candidate} rows of the candidate, and its evaluation set has ${candidate.evaluationSet?.rows ?? 0}.`;
  }
  if (rows.baseline !== baseline.evaluationSet?.rows) {
    return `${what} counts ${rows.baseline} rows of the baseline, and its evaluation set has ${baseline.evaluationSet?.rows ?? 0}.`;
  }
  if (
    rows.compared > Math.min(rows.candidate, rows.baseline) ||
    rows.compared < leastShared * Math.max(rows.candidate, rows.baseline)
  ) {
    return `${what} is of ${rows.compared} rows, of ${rows.candidate} and ${rows.baseline}.`;
  }
  const isWhole = rows.compared === rows.candidate && rows.compared === rows.baseline;
  for (const [id, metric] of Object.entries(metrics)) {
    const problem = isWhole ? otherValue(id, metric, candidate, baseline) : null;
    if (problem !== null) return `${what} ${problem}`;
    if (!addsUp(metric))
      return `${what} gives a difference of ${id} that is not that of its values.`;
  }
  return null;
}

/** On the same rows, the values are those of the records. */
function otherValue(
  id: string,
  metric: MetricDifference,
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): string | null {
  const [ours, theirs] = [valueOf(candidate, id), valueOf(baseline, id)];
  if (ours !== undefined && !alike(metric.candidate, ours)) {
    return `gives ${id} of the candidate as ${metric.candidate}, and its record as ${ours}.`;
  }
  // Weights may have changed, or the baseline may not have had this metric.
  if (
    theirs === undefined ||
    theirs === null ||
    candidate.evaluationSet?.digest !== baseline.evaluationSet?.digest
  ) {
    return null;
  }
  return alike(metric.baseline, theirs)
    ? null
    : `gives ${id} of the baseline as ${metric.baseline}, and the ledger as ${theirs}.`;
}

function valueOf({ metrics }: EvaluationRecord, id: string): number | null | undefined {
  return Object.hasOwn(metrics, id) ? metrics[id]?.value : undefined;
}

function addsUp({ baseline, candidate, difference }: MetricDifference): boolean {
  if (baseline === null || candidate === null) return difference === null;
  const scale = Math.max(Math.abs(baseline), Math.abs(candidate), Number.MIN_VALUE);
  return difference !== null && Math.abs(candidate - baseline - difference) <= rounding * scale;
}

function alike(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= rounding * Math.max(Math.abs(one), Math.abs(other));
}
