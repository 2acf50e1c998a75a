import type {
  DriftOutcome,
  DriftRecord,
  DriftSlice,
  FeatureDrift,
  MultivariateDrift,
  PerformanceDrift,
} from '../../schemas/types.ts';

/** What else is judged of a window, beside its columns. */
export interface OtherFindings {
  readonly performance: readonly PerformanceDrift[];
  readonly multivariate: MultivariateDrift | null;
  readonly slices: readonly DriftSlice[];
  /** How many files of the current data could not be opened, beside those that could. */
  readonly unreadableFiles: number;
}

/**
 * The outcome of all that was found.
 *
 * - `drift`, which may start a retraining: a column drifts, or a metric is worse than it may be. A feature by which the
 *   model does not go (importance 0) makes a warning only.
 * - `warning`: something changed that does not last yet, or that retraining would not mend: data that are old, of
 *   another amount or without their time, files that could not be opened, a slice, or columns that differ only together.
 * - `insufficient-data`: a column could not be judged, one of lists or bytes never can, or the age of the data. Labels,
 *   and so performance, may come later; added columns are compared with nothing: neither counts here.
 */
export function overallOutcome(
  {
    features,
    schemaChanges = [],
    freshness,
    volume,
  }: Pick<DriftRecord, 'features' | 'schemaChanges' | 'freshness' | 'volume'>,
  { performance, multivariate, slices, unreadableFiles }: OtherFindings,
): DriftOutcome {
  const isDrift = features.some(counts) || performance.some(({ outcome }) => outcome === 'drift');
  if (isDrift) return 'drift';
  const all = [...features, ...performance, ...slices, freshness, volume, multivariate];
  const isOdd = all.some((one) => one?.outcome === 'drift' || one?.outcome === 'warning');
  // Of columns only the time: one that is compared drifts where it is missing.
  const lacksTime = schemaChanges.some(
    ({ change, outcome }) => change === 'missing' && outcome === 'warning',
  );
  if (isOdd || lacksTime || unreadableFiles > 0) return 'warning';
  const unreadable = schemaChanges.filter(({ outcome }) => outcome === 'unreadable');
  const judged = [...features.filter(({ role }) => role !== 'label'), ...unreadable, freshness];
  return judged.every((one) => one === undefined || one.outcome === 'stable')
    ? 'stable'
    : 'insufficient-data';
}

/** Whether a column drifts and the model goes by it, as far as that is known. */
function counts({ outcome, role, importance }: FeatureDrift): boolean {
  if (outcome !== 'drift') return false;
  return (role ?? 'feature') !== 'feature' || importance !== 0;
}
