import type {
  DriftRecord,
  FeatureDrift,
  FeatureOutcome,
  PerformanceDrift,
} from '../../schemas/types.ts';
import { featureId, isLate, momentOf, multivariateId, performanceId } from './effects.ts';

/** How a window has judged what may ask for a retraining, by its id; null for what it does not tell of. */
export type Judged = (id: string) => FeatureOutcome | null;

/** How the windows of a report have judged. */
export interface JudgedWindows {
  readonly newest: Judged;
  /** By its place, from the oldest. */
  earlier(index: number): Judged;
}

/** One thing that is judged, window by window. */
interface Series {
  readonly id: string;
  readonly newest: FeatureOutcome;
  readonly at: (index: number) => FeatureOutcome | null;
}

/** Reads how each window of a report has judged features, metrics and all columns together. */
export function judgedIn(record: DriftRecord): JudgedWindows {
  const { features, performance = [], multivariate } = record;
  const all = Map.groupBy(
    [
      ...features.map((feature) => ofFeature(feature, record)),
      ...performance
        .filter((metric) => !standsBack(metric, performance))
        .map((metric) => ofMetric(metric, record)),
      ...(multivariate === undefined ? [] : [ofAllTogether(multivariate.outcome)]),
    ],
    ({ id }) => id,
  );
  return {
    newest: (id) => worst((all.get(id) ?? []).map(({ newest }) => newest)),
    earlier: (index) => (id) => worst((all.get(id) ?? []).map(({ at }) => at(index))),
  };
}

/** Without a history of its own, it was as stable as all features were. */
function ofFeature(feature: FeatureDrift, { windows = [] }: DriftRecord): Series {
  const { history, outcome } = feature;
  const at: Series['at'] = (index) =>
    history?.outcomes[index] ?? (windows[index]?.outcome === 'stable' ? 'stable' : null);
  return { id: featureId(feature), newest: outcome, at };
}

/** A metric for which the labels never suffice, in no window, leaves it to its estimate: else it would not clear for ever. */
function standsBack(
  { metric, estimated, outcome, history = [] }: PerformanceDrift,
  all: readonly PerformanceDrift[],
): boolean {
  if (estimated || isTold(outcome) || history.some((point) => isTold(point.outcome ?? null)))
    return false;
  return all.some((one) => one.estimated && one.metric === metric);
}

/** Whether a window says how something is. */
export function isTold(outcome: FeatureOutcome | null): boolean {
  return outcome === 'drift' || outcome === 'warning' || outcome === 'stable';
}

/** Labels come late: what the newest window does not tell was seen in an earlier one. */
function ofMetric(metric: PerformanceDrift, { windows = [] }: DriftRecord): Series {
  const { history = [], outcome } = metric;
  const points = new Map(history.map((point) => [momentOf(point.start), point.outcome]));
  return {
    id: performanceId(metric),
    newest: isLate(metric) ? 'insufficient-data' : outcome,
    at: (index) => points.get(momentOf(windows[index]?.start ?? '')) ?? 'insufficient-data',
  };
}

function ofAllTogether(outcome: FeatureOutcome): Series {
  return { id: multivariateId, newest: outcome, at: () => 'insufficient-data' };
}

const ranks = ['drift', 'warning', 'unreadable', 'insufficient-data', 'stable'] as const;

/** A metric may be both measured and estimated: it is stable where both are. */
function worst(outcomes: readonly (FeatureOutcome | null)[]): FeatureOutcome | null {
  return ranks.find((one) => outcomes.includes(one)) ?? null;
}
