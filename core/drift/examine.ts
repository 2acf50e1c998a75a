import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import type { FeatureColumns } from './read-feature.ts';
import { falseDiscoveryRate, fewestRows } from './rules.ts';
import { changedShares, type Shares } from './share-change.ts';
import type { Comparison, DriftStatistic } from './statistic.ts';
import { statisticFor } from './statistics.ts';
import { share } from './two-proportions.ts';
import { unseenLevels } from './unseen-levels.ts';

/** All that was found of one feature, before it is put in words. */
export interface Examined {
  readonly columns: FeatureColumns;
  readonly statistic: DriftStatistic;
  /** Null where there is nothing to compare. */
  readonly comparison: Comparison | null;
  /** Null where the feature was not judged: not comparable, or too few rows. */
  readonly adjustedPValue: number | null;
  readonly smallestDetectable: number | null;
  readonly hasEnoughRows: boolean;
  /** Significant and large. */
  readonly distributionChanged: boolean;
  readonly missingChanged: boolean;
  /** Null for a numeric feature. */
  readonly unseen: Shares | null;
  readonly unseenChanged: boolean;
}

/** Compares each feature, and corrects for their number; each of the three tests is a family of its own. */
export function examine(features: readonly FeatureColumns[]): readonly Examined[] {
  const compared = features.map(compare);
  const judged = compared.filter(({ isJudged }) => isJudged);
  const adjusted = benjaminiHochberg(judged.map(({ comparison }) => comparison?.pValue ?? 1));
  const byFeature = new Map(judged.map((one, index) => [one, adjusted[index] ?? 1]));
  const missing = changedShares(features.map((columns) => columns.missing));
  const unseen = changedShares(compared.map((one) => one.unseen));
  // The level that Benjamini-Hochberg asks of a feature that drifts alone.
  const alpha = falseDiscoveryRate / Math.max(1, features.length);
  return compared.map((one, index) => {
    const adjustedPValue = byFeature.get(one) ?? null;
    const { comparison, statistic } = one;
    return {
      ...one,
      adjustedPValue,
      smallestDetectable: comparison?.smallestSignificant(alpha) ?? null,
      distributionChanged:
        adjustedPValue !== null &&
        adjustedPValue <= falseDiscoveryRate &&
        (comparison?.size ?? 0) >= statistic.threshold,
      missingChanged: missing[index] ?? false,
      unseenChanged: (unseen[index] ?? false) && isMore(one.unseen),
    };
  });
}

/** Fewer unseen levels than expected are no drift: the current data may be a part of the reference. */
function isMore(unseen: Shares | null): boolean {
  return unseen !== null && share(unseen.current) > share(unseen.reference);
}

type Compared = Pick<
  Examined,
  'columns' | 'statistic' | 'comparison' | 'hasEnoughRows' | 'unseen'
> & { readonly isJudged: boolean };

function compare(columns: FeatureColumns): Compared {
  const { feature, referenceRows, currentRows } = columns;
  const statistic = statisticFor(columns.kind);
  const comparison = feature === null ? null : statistic.compare(feature);
  const hasEnoughRows = Math.min(referenceRows, currentRows) >= fewestRows;
  return {
    columns,
    statistic,
    comparison,
    hasEnoughRows,
    isJudged: hasEnoughRows && comparison !== null,
    unseen: feature?.kind === 'categorical' ? unseenLevels(feature) : null,
  };
}
