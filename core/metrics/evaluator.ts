/** Several metrics of the same predictions, prepared once and computed under any weights of the rows. */
export interface Evaluator {
  /** As they are asked for: `mae`, `ndcg@10`. */
  readonly ids: readonly string[];
  readonly rows: number;
  /** One value per id, in their order; NaN where a metric is not defined. `weights` has one number a row. */
  readonly evaluate: (weights: Float64Array) => Float64Array;
}
