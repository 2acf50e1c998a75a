import type { Comparison, EvaluationRecord } from '../../schemas/types.ts';
import { compareUngated } from '../judge/compare.ts';
import { type Compared, decideAll } from '../judge/decisions.ts';
import { differenceOf } from '../judge/differences.ts';
import type { MetricComparison } from '../judge/facts.ts';
import { findMetric } from '../metrics/index.ts';

/**
 * The metrics of a record as the comment's table takes them, judged as it judges what no gate bounds: against a
 * comparison row by row, as plain numbers beside another record's, or alone.
 */
export function recordedMetrics(
  evaluation: EvaluationRecord,
  baseline: EvaluationRecord | null,
  comparison: Comparison | null,
): readonly MetricComparison[] {
  const compared = Object.keys(evaluation.metrics).map((metric): Compared => ({
    metric,
    direction: findMetric(metric)?.direction ?? null,
    difference: differenceOf(metric, evaluation, baseline, comparison),
  }));
  const decisions = decideAll(compared, {});
  return compared.map((one) => compareUngated(one, decisions.get(one.metric) ?? null, evaluation));
}
