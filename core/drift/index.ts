import type { DriftRecord, FeatureDrift, MonitorConfig } from '../../schemas/types.ts';
import type { Table } from '../table.ts';
import { type Examined, examine } from './examine.ts';
import { readFeature } from './read-feature.ts';
import { reasonFor } from './reason.ts';
import { columnOf, selectFeatures } from './select-features.ts';
import { timeWindow } from './window.ts';

export { driftStatistics } from './statistics.ts';

/** What is compared, from the configuration's `monitor`. */
export interface DriftOptions {
  /** The column of the time, by which the window is named. */
  readonly time: string | undefined;
  readonly features: MonitorConfig['features'];
}

/** What a comparison finds: the fields of a drift record that depend on the values. */
export type DriftFindings = Pick<DriftRecord, 'outcome' | 'window' | 'features'>;

/**
 * Compares current data with the reference, feature by feature. A feature drifts when its distribution, its share of
 * missing values, or its share of levels unknown to the reference changed both significantly and by much. Throws an
 * InputError: `no-column` for a feature or time column that a side lacks, `bad-value` for a time without order.
 */
export function compareDrift(
  reference: Table,
  current: Table,
  options: DriftOptions,
): DriftFindings {
  const { time } = options;
  const names = selectFeatures(reference, options.features, time);
  const columns = names.map((name) =>
    readFeature(
      name,
      columnOf(reference, name, 'reference', 'monitor.features'),
      columnOf(current, name, 'current', 'monitor.features'),
    ),
  );
  const window =
    time === undefined
      ? null
      : timeWindow(columnOf(current, time, 'current', 'monitor.time'), time);
  const features = examine(columns).map(toRecord);
  return { outcome: overall(features), window, features };
}

function toRecord(examined: Examined): FeatureDrift {
  const { columns, statistic, comparison, adjustedPValue, smallestDetectable } = examined;
  return {
    feature: columns.name,
    kind: columns.kind,
    outcome: outcomeOf(examined),
    test: statistic.id,
    statistic: comparison?.statistic ?? null,
    pValue: comparison?.pValue ?? null,
    adjustedPValue,
    size: comparison?.size ?? null,
    threshold: statistic.threshold,
    referenceRows: columns.referenceRows,
    currentRows: columns.currentRows,
    smallestDetectable,
    reason: reasonFor(examined),
  };
}

function outcomeOf(examined: Examined): FeatureDrift['outcome'] {
  const { distributionChanged, missingChanged, unseenChanged } = examined;
  if (distributionChanged || missingChanged || unseenChanged) return 'drift';
  if (examined.columns.feature === null) return 'unreadable';
  if (!examined.hasEnoughRows) return 'insufficient-data';
  return examined.comparison === null ? 'unreadable' : 'stable';
}

/** Stable only where every feature is: one that could not be judged is never a pass. */
function overall(features: readonly FeatureDrift[]): DriftRecord['outcome'] {
  if (features.some(({ outcome }) => outcome === 'drift')) return 'drift';
  return features.every(({ outcome }) => outcome === 'stable') ? 'stable' : 'insufficient-data';
}
