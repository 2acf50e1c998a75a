import type { ModelConfig } from '../../schemas/types.ts';
import type { Predictions } from '../predictions/predictions.ts';

/** What a model predicts, as the configuration says it. */
export type Task = ModelConfig['task'];

/** Columns beside label and prediction that a metric is computed from, by their key in `evaluate.predictions`. */
export type Need = 'score' | 'scores' | 'bounds' | 'quantiles';

/** The number behind the `@` of a metric's id, such as the 10 of `ndcg@10`. */
export interface Parameter {
  /** What it is, in a few words: `the number of rows that are looked at`. */
  readonly about: string;
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
  readonly example: number;
}

/**
 * Something computed under any weights of the rows, so that the same code gives a value, a bootstrap and a slice.
 * `weights` has one number a row: the sample weight times how often the row was drawn. A row that weighs 0 is not there.
 */
export type Weighted<Totals> = (weights: Float64Array) => Totals;

/** What can be known of a metric by its id alone. */
export interface MetricHead {
  /** As it is written in the configuration and in the records; a letter stands for the parameter: `mae`, `ndcg@k`. */
  readonly id: string;
  /** An id may have one metric for each task; its label, direction, range and unit are then the same. */
  readonly task: Task;
  readonly needs: readonly Need[];
  /** Null where its id takes none. */
  readonly parameter: Parameter | null;
}

/** One number that says how good predictions are. */
export interface Metric extends MetricHead {
  /** As a person reads it. */
  readonly label: string;
  /** Which way is better. */
  readonly direction: 'higher' | 'lower';
  /** The least and the largest value that it can have; null where it has no bound. */
  readonly range: readonly [least: number | null, most: number | null];
  /** In what it is measured; `label` is the label's unit, `none` a number that only compares. */
  readonly unit: 'share' | 'label' | 'label squared' | 'nats' | 'correlation' | 'none';
  /** Completes "It is not defined when …". */
  readonly undefinedWhen: string;
  /**
   * Completes "<id> has no interval: …", where drawing rows anew does not show its error; null where it does. Not there
   * for a metric of which it always does.
   */
  readonly withoutInterval?: (parameter: number) => string | null;
  readonly family: Family;
  /** From what its family made under some weights; NaN or infinite where it is not defined. */
  readonly value: (totals: unknown, parameter: number) => number;
}

/** Metrics of one task that are computed from the same totals, which are made once for all of them. */
export interface Family {
  readonly id: string;
  readonly task: Task;
  readonly needs: readonly Need[];
  /**
   * Does once what does not depend on the weights, such as sorting. Null for predictions of another task or without
   * what it needs. `parameters` are those of the metrics that are asked for, each once.
   */
  readonly prepare: (
    predictions: Predictions,
    parameters: readonly number[],
  ) => Weighted<unknown> | null;
}
