import type { MetricGate, ModelConfig } from '../../schemas/types.ts';
import { allowance } from '../judge/bounds.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { neededColumns } from '../metrics/needs.ts';
import { parseMetricId } from '../metrics/parse-id.ts';
import { quoted } from '../predictions/columns/quoted.ts';
import type { Predictions } from '../predictions/predictions.ts';

/** A metric that is watched in production. */
export interface WatchedMetric {
  readonly id: string;
  /** Null for a metric that this version does not know for the task. */
  readonly metric: Metric | null;
  /** NaN for a metric that has none. */
  readonly parameter: number;
  readonly gate: MetricGate;
  /** Whether `monitor.performance` names it. */
  readonly isAsked: boolean;
}

/**
 * The metrics of `evaluate.metrics` and of `monitor.performance`, with their bounds: those of `monitor.performance`, and
 * where it has no limit, that of `gate.metrics`. A gate's `max_regression` is about pull requests, and is no bound here.
 */
export function watchedMetrics(config: ModelConfig): readonly WatchedMetric[] {
  const asked = config.monitor?.performance ?? {};
  const gates = config.gate?.metrics ?? {};
  const ids = new Set([...config.evaluate.metrics, ...Object.keys(asked)]);
  return [...ids].map((id) => {
    const parsed = parseMetricId(id, config.task, metrics);
    const limit = own(gates, id)?.limit;
    return {
      id,
      metric: parsed.ok ? parsed.value.metric : null,
      parameter: (parsed.ok ? parsed.value.parameter : null) ?? Number.NaN,
      gate: { ...(limit === undefined ? {} : { limit }), ...own(asked, id) },
      isAsked: Object.hasOwn(asked, id),
    };
  });
}

/** Why a metric can't be computed of these predictions, as a sentence; null where it can. */
export function whyNotComputed(
  { id, metric, parameter }: WatchedMetric,
  predictions: Predictions,
): string | null {
  if (metric === null) return `${quoted(id)} is not a metric of this model's task.`;
  const lacking = metric.needs
    .map((need) => neededColumns[need])
    .find(({ isThere }) => !isThere(predictions, parameter));
  if (lacking === undefined) return null;
  const what = lacking.toName((key) => `evaluate.predictions.${key}`, parameter);
  return `${id} ${what}, and write it into the current data.`;
}

/** What a metric is worth elsewhere. */
export interface ReferenceValue {
  readonly value: number;
  /** Of the value as measured on some rows; 0 where it is taken as it is. */
  readonly standardError: number;
}

/** How bad a metric may be. */
export interface Bound {
  /** The worst value that is allowed. */
  readonly worst: number;
  readonly standardError: number;
  /** Completes "… is over": `its limit of 60`. */
  readonly words: 'limit' | 'regression';
}

/** By how much the metric may be worse than its reference; null where that can't be known, undefined where it is not bounded. */
export function allowedRegression(
  gate: MetricGate,
  reference: ReferenceValue | null,
): number | null | undefined {
  if (gate.max_regression === undefined) return undefined;
  return reference === null ? null : allowance(gate, reference.value);
}

/** The stricter of the limit and the tolerated regression; null where there is neither. */
export function boundOf(
  { gate, metric }: WatchedMetric,
  reference: ReferenceValue | null,
): Bound | null {
  const bounds: Bound[] = [];
  if (gate.limit !== undefined) {
    bounds.push({ worst: gate.limit, standardError: 0, words: 'limit' });
  }
  const allowed = allowedRegression(gate, reference);
  if (reference !== null && typeof allowed === 'number') {
    const worst = reference.value + (metric?.direction === 'lower' ? allowed : -allowed);
    bounds.push({ worst, standardError: reference.standardError, words: 'regression' });
  }
  const sign = metric?.direction === 'lower' ? 1 : -1;
  return bounds.sort((a, b) => sign * (a.worst - b.worst))[0] ?? null;
}

function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
