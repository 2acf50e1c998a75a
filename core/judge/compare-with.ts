import type { EvaluationRecord, ModelConfig } from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';
import { compareUngated } from './compare.ts';
import { type Compared, decideAll } from './decisions.ts';
import { differenceOf } from './differences.ts';
import type { MetricComparison } from './facts.ts';
import { rowComparison } from './row-comparison.ts';

/** Two evaluations beside each other. */
export interface Beside {
  readonly comparisons: readonly MetricComparison[];
  /** Whether they judged the same rows, or were compared on those that both have. */
  readonly alike: boolean;
  /** What a comparison that the workflow made says and the ledger contradicts; null when nothing. */
  readonly falseComparison: string | null;
}

/**
 * The configured metrics of a candidate beside another evaluation, which no gate judges. Numbers of different rows have
 * no difference: it would be that of the rows as well.
 */
export function compareWith(
  candidate: EvaluationRecord,
  other: EvaluationRecord,
  config: ModelConfig,
): Beside {
  const rows = rowComparison(candidate, other, config);
  const comparison = rows.kind === 'compared' ? rows.comparison : null;
  const digest = candidate.evaluationSet?.digest;
  const alike =
    comparison !== null || (digest !== undefined && digest === other.evaluationSet?.digest);
  const compared = config.evaluate.metrics.map((metric): Compared => {
    const difference = differenceOf(metric, candidate, other, comparison);
    return {
      metric,
      direction: findMetric(metric)?.direction ?? null,
      difference: alike ? difference : { ...difference, difference: null, spread: null },
    };
  });
  const decisions = decideAll(compared, {});
  return {
    comparisons: compared.map((one) => {
      const beside = compareUngated(one, decisions.get(one.metric) ?? null, candidate);
      return alike ? beside : { ...beside, change: 'unknown' };
    }),
    alike,
    falseComparison: rows.kind === 'false' ? rows.problem : null,
  };
}
