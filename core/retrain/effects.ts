import type {
  DriftRecord,
  FeatureDrift,
  FeatureOutcome,
  MultivariateDrift,
  PerformanceDrift,
} from '../../schemas/types.ts';
import { instantOf } from '../time/instant.ts';
import { importantFeatures } from './important.ts';
import type { RetrainPolicy } from './policy.ts';

/** One thing that drifts, and that a retraining may answer. */
export interface Effect {
  /** The same in every report: `feature temp`, `performance mae`. */
  readonly id: string;
  /** Sizes of distributions are in thresholds, those of performance in shares of the reference: they are never compared. */
  readonly scale: 'threshold' | 'share';
  /** Null where nobody knows it. */
  readonly size: number | null;
}

/** The outcome and the size of a feature in one window. */
type SeenFeature = (feature: FeatureDrift) => {
  readonly outcome: FeatureOutcome | null;
  readonly size: number | null;
};

/**
 * What is wrong with the first is mended where the data come from, and no training answers it; a stream that rose is not yet
 * beyond what is allowed.
 */
const asksNothing = new Set(['schema', 'freshness', 'volume', 'stream']);

/** What of a report asks for a retraining in its newest window; nothing where it does not ask. */
export function effectsOf(record: DriftRecord, policy: RetrainPolicy): readonly Effect[] {
  const { features, performance = [], multivariate, source } = record;
  if (source?.decided === true) return record.outcome === 'drift' ? decidedEffects(record) : [];
  const distributions = effectsIn(features, policy, ({ outcome, size }) => ({ outcome, size }));
  return [
    ...distributions,
    ...(policy.performance ? performance.filter(isBeyond).map(performanceEffect) : []),
    ...(policy.multivariate && multivariate !== undefined && isAmiss(multivariate)
      ? [multivariateEffect(multivariate)]
      : []),
  ];
}

/** The same of each of its earlier windows, oldest first, by the histories of its features and metrics. */
export function earlierEffects(
  record: DriftRecord,
  policy: RetrainPolicy,
): readonly (readonly Effect[])[] {
  const performance = policy.performance ? performanceByStart(record) : new Map<never, never>();
  return (record.windows ?? [])
    .slice(0, -1)
    .map(({ start }, index) => [
      ...effectsIn(record.features, policy, (feature) => seenAt(feature, index, start)),
      ...(performance.get(momentOf(start)) ?? []),
    ]);
}

function seenAt(feature: FeatureDrift, index: number, start: string): ReturnType<SeenFeature> {
  const { history, since, outcome, size } = feature;
  if (history !== undefined) {
    return { outcome: history.outcomes[index] ?? null, size: history.sizes[index] ?? null };
  }
  const lasts = isAmiss(feature) && isSince(start, since ?? null);
  return lasts ? { outcome, size } : { outcome: null, size: null };
}

/** What of the metrics was beyond what is allowed, by the starts of windows. */
function performanceByStart({
  performance = [],
}: DriftRecord): ReadonlyMap<number | string, readonly Effect[]> {
  const beyond = performance.flatMap((metric) =>
    (metric.history ?? [])
      .filter(({ outcome }) => outcome === 'drift')
      .map(({ start, value }) => ({
        start: momentOf(start),
        effect: performanceEffect({ ...metric, value }),
      })),
  );
  const starts = Map.groupBy(beyond, ({ start }) => start);
  return new Map([...starts].map(([start, found]) => [start, found.map(({ effect }) => effect)]));
}

/** A window and the history of a metric may write the same moment each in its own way. */
export function momentOf(start: string): number | string {
  const time = instantOf(start);
  return Number.isNaN(time) ? start : time;
}

/** Whether all that asks in the newest window is a metric of an earlier one: labels come late, and it was seen once. */
export function isCarried({ performance = [] }: DriftRecord, effects: readonly Effect[]): boolean {
  const late = new Set(performance.filter(isLate).map(performanceId));
  // The same metric may be estimated, too, and that tells of the newest window.
  const now = new Set(
    performance.filter((one) => isBeyond(one) && !isLate(one)).map(performanceId),
  );
  return effects.length > 0 && effects.every(({ id }) => late.has(id) && !now.has(id));
}

/** Whether the newest window has too few labels for a metric, so that an earlier one tells of it. */
export function isLate({ history }: PerformanceDrift): boolean {
  return history?.at(-1)?.outcome === 'insufficient-data';
}

/** A metric that lasts beyond its bounds, or is there in the newest window that could be judged; not one that only moves. */
function isBeyond({ outcome, history }: PerformanceDrift): boolean {
  if (outcome !== 'warning') return outcome === 'drift';
  const newest = history?.findLast((point) => point.outcome !== 'insufficient-data');
  return newest?.outcome === undefined || newest.outcome === 'drift';
}

function isSince(start: string, since: string | null): boolean {
  if (since === null) return false;
  return start === since || instantOf(start) >= instantOf(since);
}

function effectsIn(
  features: readonly FeatureDrift[],
  policy: RetrainPolicy,
  seen: SeenFeature,
): readonly Effect[] {
  const important = importantFeatures(features);
  const needed = policy.features ?? Math.min(2, important.length);
  const drifted = needed === false ? [] : important.filter(asks(seen));
  const enough = needed !== false && needed > 0 && drifted.length >= needed;
  const predictions = policy.predictions
    ? features.filter(({ role }) => role === 'prediction').filter(asks(seen))
    : [];
  return [...(enough ? drifted : []), ...predictions].map((feature) => ({
    id: featureId(feature),
    scale: 'threshold',
    size: inThresholds(seen(feature).size, feature.threshold),
  }));
}

/** The effect of a feature, also of one that does not drift. */
export function featureId({ feature, role = 'feature' }: FeatureDrift): string {
  return `${role} ${feature}`;
}

function asks(seen: SeenFeature): (feature: FeatureDrift) => boolean {
  return (feature) => {
    const { outcome } = seen(feature);
    if (outcome !== 'drift' && outcome !== 'warning') return false;
    const { alarms = [] } = feature;
    return alarms.length === 0 || alarms.some((alarm) => !asksNothing.has(alarm));
  };
}

const alarmPrefix = 'alarm ';

/** Whether an effect is another monitor's alarm as a whole, which names nothing. */
export function isAlarm(id: string): boolean {
  return id.startsWith(alarmPrefix);
}

/** Another monitor has decided: whatever drifts there asks, and its alarm as a whole where it names nothing. */
function decidedEffects({ features, performance = [], source }: DriftRecord): readonly Effect[] {
  const found: readonly Effect[] = [
    ...features.filter(isAmiss).map((feature) => ({
      id: featureId(feature),
      scale: 'threshold' as const,
      size: inThresholds(feature.size, feature.threshold),
    })),
    ...performance.filter(isAmiss).map(performanceEffect),
  ];
  if (found.length > 0) return found;
  return [{ id: `${alarmPrefix}${source?.adapter ?? ''}`, scale: 'threshold', size: null }];
}

function isAmiss({ outcome }: { readonly outcome: FeatureOutcome }): boolean {
  return outcome === 'drift' || outcome === 'warning';
}

const performancePrefix = 'performance ';

/** The effect of a metric, also of one that is within its bounds. */
export function performanceId({ metric }: PerformanceDrift): string {
  return `${performancePrefix}${metric}`;
}

/** Whether an effect is one of a metric. */
export function isMetric(id: string): boolean {
  return id.startsWith(performancePrefix);
}

/** The effect of what tells the data apart, all columns together. */
export const multivariateId = 'multivariate';

function performanceEffect(found: PerformanceDrift): Effect {
  const { value, reference, limit } = found;
  const from = reference === null || reference === 0 ? limit : reference;
  const known = value !== null && from !== null && from !== 0;
  return {
    id: performanceId(found),
    scale: 'share',
    size: known ? finite(Math.abs((value - from) / from)) : null,
  };
}

/** An area of 0.5 tells nothing apart. */
function multivariateEffect({ auc, threshold }: MultivariateDrift): Effect {
  const size = auc === null ? null : inThresholds(auc - 0.5, threshold - 0.5);
  return { id: multivariateId, scale: 'threshold', size };
}

function inThresholds(size: number | null, threshold: number | null): number | null {
  if (size === null || threshold === null || !(threshold > 0)) return null;
  return finite(size / threshold);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
