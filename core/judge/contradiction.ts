import type { Comparison, EvaluationRecord, MetricDifference } from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';

/** Values that were computed twice from the same rows differ by no more than this share. */
const rounding = 1e-6;
/** Fewer shared rows, of the larger of the two sets, are another evaluation set. */
const leastShared = 0.8;

/** The metrics whose error is known in closed form, by its method. */
const closedForms: Readonly<Record<string, string>> = { delong: 'roc_auc', mcnemar: 'accuracy' };

/**
 * What a comparison says that the record of the baseline, that of the candidate or itself contradicts, as a sentence;
 * null when there is nothing of the kind.
 */
export function contradiction(
  comparison: Comparison,
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): string | null {
  const found =
    ofRows(comparison, candidate, baseline) ??
    ofSeeds(candidate) ??
    firstOf(Object.entries(comparison.metrics), ([id, metric]) =>
      ofMetric(id, metric, candidate, baseline),
    ) ??
    firstOf(comparison.slices, ({ rows, metrics }) =>
      rows > comparison.rows.compared || Object.values(metrics).some((one) => !addsUp('', one))
        ? 'has a slice that does not add up.'
        : null,
    );
  return found === null ? null : `The comparison row by row in the candidate's record ${found}`;
}

function ofRows(
  { rows, baseline: with_ }: Comparison,
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): string | null {
  const [ours, theirs] = [candidate.evaluationSet, baseline.evaluationSet];
  if (with_.predictions !== baseline.predictions?.digest) {
    return "was made with other predictions than those of the baseline's record.";
  }
  if (rows.candidate !== ours?.rows) {
    return `counts ${rows.candidate} rows of the candidate, and its evaluation set has ${ours?.rows ?? 0}.`;
  }
  if (rows.baseline !== theirs?.rows) {
    return `counts ${rows.baseline} rows of the baseline, and its evaluation set has ${theirs?.rows ?? 0}.`;
  }
  const most = Math.min(rows.candidate, rows.baseline);
  const least =
    ours.digest === theirs.digest ? most : leastShared * Math.max(rows.candidate, rows.baseline);
  return rows.compared > most || rows.compared < least
    ? `is of ${rows.compared} rows, of ${rows.candidate} and ${rows.baseline}.`
    : null;
}

/** The first repetition is the model. */
function ofSeeds({ seeds, metrics }: EvaluationRecord): string | null {
  const [first] = seeds ?? [];
  if (first === undefined) return null;
  const other = Object.entries(first.metrics).find(
    ([id, value]) => Object.hasOwn(metrics, id) && metrics[id]?.value !== value,
  );
  return other === undefined
    ? null
    : `has repetitions of which the first is not the model, by ${other[0]}.`;
}

function ofMetric(
  id: string,
  metric: MetricDifference,
  candidate: EvaluationRecord,
  baseline: EvaluationRecord,
): string | null {
  const closed = closedForms[metric.method];
  if (closed !== undefined && closed !== id)
    return `has ${id} by ${metric.method}, which is for ${closed}.`;
  if (!addsUp(id, metric)) return `gives a difference of ${id} that is not that of its values.`;
  if (!isAround(metric)) return `gives an interval of ${id} that is not around its difference.`;
  // On the same rows, the values are those of the records.
  if (candidate.evaluationSet?.digest !== baseline.evaluationSet?.digest) return null;
  const [ours, theirs] = [valueOf(candidate, id), valueOf(baseline, id)];
  if (ours !== undefined && !alike(id, metric.candidate, ours)) {
    return `gives ${id} of the candidate as ${metric.candidate}, and its record as ${ours}.`;
  }
  // The baseline may not have had this metric, or no value of it.
  if (theirs === undefined || theirs === null || alike(id, metric.baseline, theirs)) return null;
  return `gives ${id} of the baseline as ${metric.baseline}, and the ledger as ${theirs}.`;
}

function valueOf({ metrics }: EvaluationRecord, id: string): number | null | undefined {
  return Object.hasOwn(metrics, id) ? metrics[id]?.value : undefined;
}

type Values = Pick<MetricDifference, 'baseline' | 'candidate' | 'difference'>;

function addsUp(id: string, { baseline, candidate, difference }: Values): boolean {
  if (baseline === null || candidate === null) return difference === null;
  if (difference === null) return false;
  return Math.abs(candidate - baseline - difference) <= rounding * scaleOf(id, baseline, candidate);
}

/** No method puts a difference further from the middle of its interval than the interval is wide. */
function isAround({ difference, interval, baseline, candidate }: MetricDifference): boolean {
  if (interval === undefined || difference === null) return interval === undefined;
  const { low, high } = interval;
  const width = high - low;
  const noise = rounding * Math.max(Math.abs(baseline ?? 0), Math.abs(candidate ?? 0));
  const distance = Math.abs(difference - (low + high) / 2);
  return Number.isFinite(width) && width >= 0 && distance <= width + noise;
}

function alike(id: string, one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= rounding * scaleOf(id, one, other);
}

/** What has no unit is of the size of 1: near 0 it is what rounding leaves of larger numbers. */
function scaleOf(id: string, one: number, other: number): number {
  const unit = findMetric(id)?.unit ?? 'none';
  const least = unit === 'label' || unit === 'label squared' ? Number.MIN_VALUE : 1;
  return Math.max(Math.abs(one), Math.abs(other), least);
}

function firstOf<Item>(
  items: readonly Item[],
  sentence: (item: Item) => string | null,
): string | null {
  for (const item of items) {
    const found = sentence(item);
    if (found !== null) return found;
  }
  return null;
}
