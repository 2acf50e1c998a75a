import type { Predictions } from '../predictions/predictions.ts';
import type { Family, Metric, Weighted } from './metric.ts';

/** A family whose totals have a type. */
export interface FamilyOf<Totals> extends Family {
  readonly prepare: (
    predictions: Predictions,
    parameters: readonly number[],
  ) => Weighted<Totals> | null;
}

/** What a metric says of itself; its task and needs are its family's. */
export interface MetricOf<Totals> extends Omit<Metric, 'task' | 'needs' | 'family' | 'value'> {
  readonly value: (totals: Totals, parameter: number) => number;
}

/** The metrics of a family. A metric is only ever given what its own family made, so the type may be forgotten here. */
export function metricsOf<Totals>(
  family: FamilyOf<Totals>,
  metrics: readonly MetricOf<Totals>[],
): readonly Metric[] {
  const { task, needs } = family;
  return metrics.map((metric) => ({
    ...metric,
    task,
    needs,
    family,
    value: (totals: unknown, parameter: number) => metric.value(totals as Totals, parameter),
  }));
}
