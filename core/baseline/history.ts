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
  // At a merge the pull request's own evaluation comes into the ledger, beside that of the merged commit.
  const own = baseline.workflow?.event === 'pull_request' ? [] : [pointOf(baseline)];
  return [...(baseline.history ?? []), ...own].slice(-mostPoints);
}

function pointOf({ commit, createdAt, metrics }: EvaluationRecord): HistoryPoint {
  const values = Object.entries(metrics).map(([id, { value }]) => [id, value] as const);
  return { commit, createdAt, metrics: Object.fromEntries(values) };
}
