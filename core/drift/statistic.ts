import type { FeatureDrift } from '../../schemas/types.ts';

/** Values of a numeric feature on both sides, without missing ones, each sorted ascending; may hold infinities. */
export interface NumericFeature {
  readonly kind: 'numeric';
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** How often each level of a categorical feature occurs on both sides, without missing values. */
export interface CategoricalFeature {
  readonly kind: 'categorical';
  readonly reference: ReadonlyMap<string, number>;
  readonly current: ReadonlyMap<string, number>;
}

/** What is compared of one feature. */
export type Feature = NumericFeature | CategoricalFeature;

/** What a statistic found. */
export interface Comparison {
  readonly statistic: number;
  /** The probability of such a statistic, or a larger one, without drift. */
  readonly pValue: number;
  /** How large the difference is, from 0 to 1, whatever the number of rows. */
  readonly size: number;
  /** The smallest size that is significant at the level `alpha` with so many rows; null when none could be. */
  readonly smallestSignificant: (alpha: number) => number | null;
}

/** One way to compare a feature's distributions. */
export interface DriftStatistic {
  readonly id: FeatureDrift['test'];
  readonly kind: Feature['kind'];
  /** What `size` is called in a sentence. */
  readonly sizeLabel: string;
  /** A smaller size is not drift, however significant. */
  readonly threshold: number;
  /** Null for a feature of another kind, without values on one side, or whose values are all too rare. */
  readonly compare: (feature: Feature) => Comparison | null;
}
