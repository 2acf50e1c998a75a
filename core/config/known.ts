import type { MetricHead } from '../metrics/metric.ts';

/** What a configuration may name: the metrics and checks that there are. */
export interface Known {
  readonly metrics: readonly MetricHead[];
  readonly checks: readonly {
    readonly id: string;
    /** Whether `gate.checks` may turn a failure into a warning, or the check off. */
    readonly softenable: boolean;
  }[];
}
