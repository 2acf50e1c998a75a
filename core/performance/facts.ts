import type { ModelConfig } from '../../schemas/types.ts';
import type { Draws } from './measure.ts';
import type { ProductionRows, Span } from './rows.ts';

/** All that the performance in production is judged by. */
export interface PerformanceFacts {
  /** Of the base branch. */
  readonly config: ModelConfig;
  readonly current: ProductionRows;
  /** The rows of the reference, read by the same columns and with the slices cut like those of the current data; null where they are not at hand. */
  readonly reference: ProductionRows | null;
  /** By metric what the champion's evaluation says; else the labelled rows of the reference say it. */
  readonly referenceValues: ReadonlyMap<string, number>;
  /** Oldest first; none: all rows are one window. */
  readonly windows: readonly Span[];
  readonly draws: Draws;
}

/** As with features: fewer rows say too little. */
export { fewestRows } from '../drift/rules.ts';
