import type {
  DriftAlarm,
  DriftOutcome,
  FeatureDrift,
  PerformanceDrift,
} from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import { bounded } from '../text/bounded.ts';
import type { Findings } from './monitor.ts';
import { longest } from './values.ts';

const mostFeatures = 10_000;

/** What a monitor found of one feature. */
interface Found {
  readonly feature: string;
  readonly outcome: FeatureDrift['outcome'];
  readonly method: string;
  readonly reason: string;
  readonly kind?: FeatureDrift['kind'];
  /** A distance, and from where on it counts. */
  readonly size?: number | null;
  readonly threshold?: number | null;
  readonly pValue?: number | null;
  readonly alarm?: DriftAlarm;
}

/** A feature of a drift record as another monitor found it. */
export function externalFeature(found: Found): FeatureDrift {
  const { size = null, threshold = null, pValue = null } = found;
  return {
    feature: bounded(found.feature, longest.feature),
    kind: found.kind ?? 'unknown',
    outcome: found.outcome,
    test: 'external',
    method: bounded(found.method, longest.method),
    statistic: size ?? pValue,
    pValue,
    adjustedPValue: null,
    size,
    threshold,
    referenceRows: null,
    currentRows: null,
    smallestDetectable: null,
    reason: bounded(found.reason, longest.reason),
    alarms: found.outcome === 'drift' ? [found.alarm ?? 'external'] : [],
  };
}

const ranks = ['drift', 'warning', 'unreadable', 'insufficient-data', 'stable'] as const;

/** A finding with a threshold says more than one without. */
function urgency({ outcome, threshold }: FeatureDrift): number {
  return ranks.indexOf(outcome) * 2 + Number(threshold === null);
}

/** One entry a feature: what needs attention most, where it was looked at by several methods. */
export function worstByFeature(features: readonly FeatureDrift[]): readonly FeatureDrift[] {
  const worst = new Map<string, FeatureDrift>();
  for (const next of features) {
    const known = worst.get(next.feature);
    if (known === undefined || urgency(next) < urgency(known)) {
      worst.set(next.feature, next);
    }
  }
  return [...worst.values()];
}

/**
 * The findings of a report. Drift where a feature or a metric drifts; what could not be judged is never stable. `verdict`
 * is what the monitor says of all features together, where it does: with false, features that drift are a warning.
 */
export function findingsOf(
  all: readonly FeatureDrift[],
  performance: readonly PerformanceDrift[] = [],
  verdict: boolean | null = null,
): Result<Findings> {
  const features = worstByFeature(all);
  if (features.length > mostFeatures) {
    return failed(`This speaks of more than ${mostFeatures} features.`);
  }
  return ok({
    outcome: outcomeOf(features, performance, verdict),
    features: [...features],
    ...(performance.length === 0 ? {} : { performance: [...performance] }),
    reference: null,
    current: null,
    durationSeconds: null,
  });
}

function outcomeOf(
  features: readonly FeatureDrift[],
  performance: readonly PerformanceDrift[],
  verdict: boolean | null,
): DriftOutcome {
  if (verdict === true || performance.some(({ outcome }) => outcome === 'drift')) return 'drift';
  const outcomes = [...features, ...performance].map(({ outcome }) => outcome);
  if (outcomes.includes('drift')) return verdict === null ? 'drift' : 'warning';
  if (outcomes.includes('warning')) return 'warning';
  return outcomes.length > 0 && outcomes.every((one) => one === 'stable')
    ? 'stable'
    : 'insufficient-data';
}
