import type { ModelConfig } from '../../schemas/types.ts';

/** What a configuration may name: the metrics and checks that there are. */
export interface Known {
  readonly metrics: readonly {
    readonly id: string;
    readonly tasks: readonly ModelConfig['task'][];
    /** Whether it is computed from `evaluate.predictions.score`. */
    readonly needsScore: boolean;
  }[];
  readonly checks: readonly {
    readonly id: string;
    /** Whether `gate.checks` may turn a failure into a warning. */
    readonly softenable: boolean;
  }[];
}
