import type {
  Comparison,
  EvaluationRecord,
  Interval,
  MetricDifference,
} from '../../schemas/types.ts';
import { worsening } from '../judge/bounds.ts';
import type { MetricComparison, Assessment } from '../judge/facts.ts';
import { findMetric } from '../metrics/index.ts';

/** The other side of a metric, where there is one. */
type Beside = Pick<MetricDifference, 'baseline' | 'candidate' | 'difference' | 'interval'> & {
  readonly method: MetricDifference['method'];
};

/**
 * The metrics of a record as the comment's table takes them, before any gate: against a comparison row by row, as
 * plain numbers beside another record's, or alone.
 */
export function recordedMetrics(
  evaluation: EvaluationRecord,
  against: Comparison | EvaluationRecord | null,
): readonly MetricComparison[] {
  return Object.keys(evaluation.metrics).map((id) => metricOf(evaluation, id, against));
}

function metricOf(
  { metrics }: EvaluationRecord,
  id: string,
  against: Comparison | EvaluationRecord | null,
): MetricComparison {
  const direction = findMetric(id)?.direction ?? null;
  const own = metrics[id];
  const beside = against === null ? null : besideOf(own?.value ?? null, id, against);
  const candidate = beside?.candidate ?? own?.value ?? null;
  const baseline = beside?.baseline ?? null;
  const interval = beside?.interval ?? null;
  const method = beside?.method ?? 'none';
  const compared = against !== null && 'rows' in against ? against.rows.compared : null;
  return {
    metric: id,
    direction,
    baseline,
    candidate,
    difference: beside?.difference ?? null,
    interval,
    candidateInterval: own?.interval ?? null,
    method: method === 'none' ? null : method,
    assessment: assessmentOf(direction, interval),
    rowsNeeded: null,
    reason: own?.reason ?? null,
    rows: compared ?? own?.rows ?? 0,
    change: changeOf(direction, baseline, candidate),
    gate: null,
    outcome: null,
    sentence: null,
  };
}

function besideOf(
  candidate: number | null,
  id: string,
  against: Comparison | EvaluationRecord,
): Beside | null {
  if (!('rows' in against)) {
    const baseline = Object.hasOwn(against.metrics, id)
      ? (against.metrics[id]?.value ?? null)
      : null;
    const difference = candidate === null || baseline === null ? null : candidate - baseline;
    return { baseline, candidate, difference, method: 'none' };
  }
  return Object.hasOwn(against.metrics, id) ? (against.metrics[id] ?? null) : null;
}

/** By the interval alone: the gate and its tolerance are not known here. */
function assessmentOf(
  direction: MetricComparison['direction'],
  interval: Interval | null,
): Assessment | null {
  if (direction === null || interval === null) return null;
  const { low, high } = interval;
  if (low <= 0 && high >= 0) return 'inconclusive';
  return low > 0 === (direction === 'higher') ? 'better' : 'worse';
}

function changeOf(
  direction: MetricComparison['direction'],
  baseline: number | null,
  candidate: number | null,
): MetricComparison['change'] {
  if (direction === null || baseline === null || candidate === null) return 'unknown';
  const worse = worsening(direction, baseline, candidate);
  if (worse === 0) return 'equal';
  return worse > 0 ? 'worse' : 'better';
}
