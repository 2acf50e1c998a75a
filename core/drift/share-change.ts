import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { falseDiscoveryRate, fewestRows, relief } from './rules.ts';
import { type Proportion, share, twoProportions } from './two-proportions.ts';

/** A share on both sides, such as that of missing values. */
export interface Shares {
  readonly reference: Proportion;
  readonly current: Proportion;
}

/** Whether something changed significantly and by much: by the threshold, or by four fifths of it, which holds an alarm. */
export interface Change {
  readonly drifted: boolean;
  readonly holding: boolean;
}

/**
 * For each feature, whether its share changed by the threshold or more and significantly so, corrected over the features
 * that have enough rows. `rising`: only a larger share counts. Null where there is no share or too few rows.
 */
export function changedShares(
  features: readonly (Shares | null)[],
  threshold: number,
  direction: 'either' | 'rising',
): readonly (Change | null)[] {
  const judged = features.filter((one): one is Shares => one !== null && isJudged(one));
  const adjusted = benjaminiHochberg(
    judged.map(({ reference, current }) => twoProportions(reference, current)),
  );
  const byShares = new Map(
    judged.map((one, index) => {
      const rise = share(one.current) - share(one.reference);
      const size = direction === 'rising' ? rise : Math.abs(rise);
      const isSignificant = (adjusted[index] ?? 1) <= falseDiscoveryRate;
      return [
        one,
        {
          drifted: isSignificant && size >= threshold,
          holding: isSignificant && size >= relief * threshold,
        },
      ];
    }),
  );
  return features.map((one) => (one === null ? null : (byShares.get(one) ?? null)));
}

function isJudged({ reference, current }: Shares): boolean {
  return Math.min(reference.rows, current.rows) >= fewestRows;
}
