import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { falseDiscoveryRate, fewestRows, smallestShareChange } from './rules.ts';
import { type Proportion, share, twoProportions } from './two-proportions.ts';

/** A share on both sides, such as that of missing values. */
export interface Shares {
  readonly reference: Proportion;
  readonly current: Proportion;
}

/**
 * For each feature, whether its share changed by 2 points or more and significantly so, corrected over the features
 * that have enough rows. False where there is no share or too few rows to judge it.
 */
export function changedShares(features: readonly (Shares | null)[]): readonly boolean[] {
  const judged = features.filter((one): one is Shares => one !== null && isJudged(one));
  const adjusted = benjaminiHochberg(
    judged.map(({ reference, current }) => twoProportions(reference, current)),
  );
  const changed = new Set(
    judged.filter((one, index) => isLarge(one) && (adjusted[index] ?? 1) <= falseDiscoveryRate),
  );
  return features.map((one) => one !== null && changed.has(one));
}

function isJudged({ reference, current }: Shares): boolean {
  return Math.min(reference.rows, current.rows) >= fewestRows;
}

function isLarge({ reference, current }: Shares): boolean {
  return Math.abs(share(reference) - share(current)) >= smallestShareChange;
}
