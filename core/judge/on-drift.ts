import { driftedStretch } from '../drift/drifted-stretch.ts';
import type {
  DriftRecord,
  EvaluationOnDrift,
  EvaluationRecord,
  MetricOnDrift,
} from '../../schemas/types.ts';
import { fewestOnDrift } from '../evaluation/on-drift.ts';
import { findMetric } from '../metrics/index.ts';

/** What an evaluation says of the drifted window, held against what the ledger knows. */
export type OnDriftFacts =
  | { readonly kind: 'compared'; readonly comparison: EvaluationOnDrift }
  /** A sentence that says why it is passed over. */
  | { readonly kind: 'ignored'; readonly reason: string };

/**
 * Takes the comparison of a record, which is untrusted, where it is with a drift of the ledger and with the champion as
 * the ledger knows it (null where it knows none, or none that was evaluated), and where its outcome is that of its own numbers.
 */
export function confirmOnDrift(
  { onDrift, evaluationSet }: Pick<EvaluationRecord, 'onDrift' | 'evaluationSet'>,
  drift: Readonly<DriftRecord> | null,
  champion: string | null,
): OnDriftFacts | null {
  if (onDrift === undefined) return null;
  const reason =
    otherDrift(onDrift, drift) ??
    otherChampion(onDrift, champion) ??
    contradiction(onDrift, evaluationSet?.rows ?? 0);
  return reason === null ? { kind: 'compared', comparison: onDrift } : { kind: 'ignored', reason };
}

function otherDrift(
  { start, end }: EvaluationOnDrift,
  drift: Readonly<DriftRecord> | null,
): string | null {
  if (drift === null) return 'The drift that it names is not in the ledger.';
  if (drift.outcome !== 'drift') return 'The report that it names is not of a drift.';
  const stretch = driftedStretch(drift);
  if (stretch?.start === start && stretch.end === end) return null;
  return 'Its window is not the one that drifted.';
}

function otherChampion(
  { champion: compared, outcome }: EvaluationOnDrift,
  champion: string | null,
): string | null {
  if (compared === null) {
    return outcome === 'inconclusive' ? null : 'It does not say which version it compares with.';
  }
  if (champion === compared) return null;
  if (champion === null) {
    return `The ledger knows no champion that was evaluated, and it compares with v${compared}.`;
  }
  return `It compares with v${compared}, and the champion is v${champion}.`;
}

function contradiction(
  { outcome, rows, metrics }: EvaluationOnDrift,
  judgedRows: number,
): string | null {
  if (rows > judgedRows) return 'It has more rows than were evaluated.';
  if (outcome === 'inconclusive') return null;
  if (rows < fewestOnDrift) return 'It has too few rows for an outcome.';
  if (outcome === 'alike' || metrics.some((metric) => isBeyond(metric, outcome))) return null;
  return `Its outcome is ${outcome}, and no interval of it is.`;
}

/** Whether the whole interval of a difference lies on that side of 0. */
export function isBeyond(
  { metric, interval, difference }: MetricOnDrift,
  side: 'better' | 'worse',
): boolean {
  const direction = findMetric(metric)?.direction;
  if (direction === undefined || interval === null || difference === null) return false;
  const { lower, upper } = interval;
  if (lower === null || upper === null || lower > upper) return false;
  const above = (direction === 'higher') === (side === 'better');
  return above ? lower > 0 && difference > 0 : upper < 0 && difference < 0;
}
