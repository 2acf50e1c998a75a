import type { DriftInterval, FeatureDrift } from '../../schemas/types.ts';
import { sizeOf } from '../profile/distribution.ts';
import { onOneGrid } from '../profile/onto-grid.ts';
import type { CategoricalProfile, ColumnProfile, Distribution } from '../profile/profile.ts';

/** Numbers on both sides, on one grid where there is one. */
export interface NumbersPair {
  readonly kind: 'numbers';
  readonly reference: Distribution;
  readonly current: Distribution;
  /** How many values there are. */
  readonly referenceRows: number;
  readonly currentRows: number;
}

/** Levels on both sides. */
export interface LevelsPair {
  readonly kind: 'levels';
  readonly reference: CategoricalProfile;
  readonly current: CategoricalProfile;
}

/** What is compared of one feature. */
export type Pair = NumbersPair | LevelsPair;

/** Two columns as a pair; null where they are of two kinds, or of one that has no distribution. */
export function pairOf(reference: ColumnProfile, current: ColumnProfile): Pair | null {
  if (reference.kind === 'categorical') {
    return current.kind === 'categorical' ? { kind: 'levels', reference, current } : null;
  }
  if (reference.kind === 'time' || current.kind !== reference.kind) return null;
  const [before, now] = onOneGrid(reference.distribution, current.distribution);
  const [referenceRows, currentRows] = [sizeOf(before), sizeOf(now)];
  return { kind: 'numbers', reference: before, current: now, referenceRows, currentRows };
}

/** What a statistic found. */
export interface Comparison {
  readonly statistic: number;
  /** The probability of such a statistic, or a larger one, without drift. */
  readonly pValue: number;
  /** How large the difference is, from 0 to 1, whatever the number of rows. */
  readonly size: number;
  /** A 95% interval of the size. */
  readonly interval: () => DriftInterval;
  /** The smallest size that is significant at the level `alpha` with so many rows; null when none could be. */
  readonly smallestSignificant: (alpha: number) => number | null;
}

/** One way to compare a feature's distributions. */
export interface DriftStatistic {
  readonly id: FeatureDrift['test'];
  readonly compares: Pair['kind'];
  /** What `size` is called in a sentence. */
  readonly sizeLabel: string;
  /** A smaller size is not drift, however significant. */
  readonly threshold: number;
  /** Under which key of `monitor.thresholds` the configuration may say another. */
  readonly thresholdKey: 'numeric' | 'categorical';
  /** Null for a pair of another kind, without values on one side, or whose values are all too rare. */
  readonly compare: (pair: Pair) => Comparison | null;
}
