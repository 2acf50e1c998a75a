import type { ModelConfig } from '../../schemas/types.ts';
import { productionColumns } from './columns.ts';

/** What the columns that are no features are for, by their names. */
export interface ColumnRoles {
  readonly prediction: string | null;
  /** What the model answers beside its prediction: probabilities, ends of an interval, quantiles. */
  readonly answers: readonly string[];
  readonly label: string | null;
  /** What names, groups or weighs a row. */
  readonly apart: readonly string[];
}

/**
 * What the columns of both sides are for, as the configuration says. `available` are those that either side holds: a label
 * that production does not know yet is still no feature of the reference.
 */
export function columnRoles(config: ModelConfig, available: Iterable<string>): ColumnRoles {
  const { prediction, label, score, scores, bounds, quantiles } = productionColumns(config, [
    ...available,
  ]);
  const { id, group, query, weight } = config.evaluate.predictions;
  const answers = [
    score,
    ...Object.values(scores ?? {}),
    ...Object.values(bounds ?? {}),
    ...Object.values(quantiles),
  ];
  return {
    prediction,
    answers: answers.filter((name) => name !== null),
    label,
    apart: [id, group, query, weight].filter((name) => name !== undefined),
  };
}
