import type { EvaluationRecord, HistoryPoint } from '../../schemas/types.ts';

/** As many as a record takes, and more than a person looks at. */
const mostPoints = 30;

/**
 * The evaluations that led to a candidate, oldest first: the baseline's own history, and the baseline. None where the
 * candidate was judged on other rows: their values are not alike.
 */
export function historyBefore(
  candidate: Pick<EvaluationRecord, 'evaluationSet'>,
  baseline: EvaluationRecord | null,
): HistoryPoint[] {
  const digest = candidate.evaluationSet?.digest;
  if (baseline === null || digest === undefined) return [];
  if (baseline.evaluationSet?.digest !== digest) return [];
  return [...(baseline.history ?? []), pointOf(baseline)].slice(-mostPoints);
}

function pointOf({ commit, createdAt, metrics }: EvaluationRecord): HistoryPoint {
  const values = Object.entries(metrics).map(([id, { value }]) => [id, value] as const);
  return { commit, createdAt, metrics: Object.fromEntries(values) };
}
