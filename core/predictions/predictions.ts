/** What a row belongs to, such as a patient or a day: rows of one cluster are drawn together. */
export interface Clusters {
  readonly count: number;
  /** Per row the index of its cluster. */
  readonly codes: Int32Array;
}

/** One value of a column, or one range of a numeric one: from `from` to below `to`, the last range with `to`. */
export type SliceLevel =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** A column by which metrics are computed. */
export interface SliceColumn {
  readonly name: string;
  readonly levels: readonly SliceLevel[];
  /** Per row the index of its level; -1 where the value is missing or its level was left out. */
  readonly codes: Int32Array;
}

/** What is known of the rows, whatever was predicted. At least one row. */
export interface Rows {
  readonly rows: number;
  /** The 64-bit key of each row's id (see `key.ts`), two words a row (high, low), all distinct; null where a row is known by its position. */
  readonly keys: Uint32Array | null;
  /** Finite, 0 or more, and not all 0; null where every row weighs 1. */
  readonly weights: Float64Array | null;
  /** Null where rows are independent. */
  readonly clusters: Clusters | null;
  readonly slices: readonly SliceColumn[];
}

/** What a regression model predicted. All numbers are finite. */
export interface NumericPredictions extends Rows {
  readonly kind: 'numeric';
  readonly labels: Float64Array;
  readonly predicted: Float64Array;
  /** The ends of the predicted interval; null where the configuration names no such columns. */
  readonly bounds: { readonly lower: Float64Array; readonly upper: Float64Array } | null;
  /** By quantile between 0 and 1, the predicted value. */
  readonly quantiles: ReadonlyMap<number, Float64Array>;
}

/** What a binary classifier predicted. */
export interface BinaryPredictions extends Rows {
  readonly kind: 'binary';
  readonly positive: string;
  /** Null where no row has another class than the positive one. */
  readonly negative: string | null;
  /** 1 for the positive class, 0 for the other. */
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  /** The probability of the positive class, from 0 to 1; null where the configuration names no such column. */
  readonly scores: Float64Array | null;
}

/** What a classifier with any number of classes predicted. */
export interface MulticlassPredictions extends Rows {
  readonly kind: 'multiclass';
  /** The classes that occur among labels, predictions and the columns of scores, sorted. */
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** Row by row the probability of each class, in the order of `classes`: row * classes.length + class; or null. */
  readonly scores: Float64Array | null;
}

/** How a ranker scored the rows of each query. */
export interface RankingPredictions extends Rows {
  readonly kind: 'ranking';
  readonly queries: Clusters;
  /** The relevance, 0 or more. */
  readonly labels: Float64Array;
  /** The score by which a query's rows are sorted, the highest first. */
  readonly predicted: Float64Array;
}

/** Predictions that were validated: every row has a true and a predicted value. */
export type Predictions =
  NumericPredictions | BinaryPredictions | MulticlassPredictions | RankingPredictions;
