import type { Comparison, Interval, MetricDifference } from '../../schemas/types.ts';
import { prepareMetrics } from '../metrics/prepare.ts';
import { pairRows } from '../predictions/pair.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { selectRows } from '../predictions/select-rows.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { pValueOf } from '../statistics/distribution.ts';
import { type Estimate, estimator } from '../statistics/estimate.ts';
import { closedFormOf, type Spread } from './closed-form.ts';
import { differenceOf } from './difference-of.ts';
import { closedIntervals, drawnMetrics, type Intervals } from './estimate-metrics.ts';
import { metricValues } from './metric-values.ts';
import type { Sampling } from './sampling.ts';
import { compareSlices } from './slices.ts';
import { whyWithoutInterval } from './without-interval.ts';

/** As many as a record takes. */
const mostNotes = 20;

/** What two evaluations' rows say of each other, and with what it is a part of a record. */
export interface RowsCompared {
  readonly fields: Omit<Comparison, 'baseline'>;
  /** The candidate's own intervals, from the same draws; null unless all of its rows were compared. */
  readonly intervals: Intervals | null;
}

/**
 * Compares two models row by row: the metrics of both on the rows that both judged, and the interval of each
 * difference. Refused, with the reason, where they share too few rows.
 */
export function compareRows(
  ids: readonly string[],
  candidate: Predictions,
  baseline: Predictions,
  sampling: Sampling,
): RowsCompared {
  const pairing = pairRows(candidate, baseline);
  const { counts, notes } = pairing;
  const empty = { notes: [...notes], rows: counts, resamples: 0, clusters: null, slices: [] };
  if (pairing.refused !== null) {
    return { fields: { ...empty, refused: pairing.refused, metrics: {} }, intervals: null };
  }
  const ours = selectRows(pairing.candidate, pairing.candidateRows);
  const theirs = selectRows(pairing.baseline, pairing.baselineRows);
  const { metrics, intervals, reasons } = compareMetricsOf(ids, ours, theirs, sampling);
  return {
    fields: {
      ...empty,
      notes: [...notes, ...reasons].slice(0, mostNotes),
      resamples: sampling.resamples,
      clusters: ours.clusters?.count ?? null,
      metrics,
      slices: compareSlices(ids, ours, theirs, sampling),
    },
    intervals: counts.compared === counts.candidate ? intervals : null,
  };
}

interface MetricsCompared {
  readonly metrics: Record<string, MetricDifference>;
  readonly intervals: Intervals;
  /** Why a difference has no interval, each sentence once. */
  readonly reasons: readonly string[];
}

function compareMetricsOf(
  ids: readonly string[],
  candidate: Predictions,
  baseline: Predictions,
  sampling: Sampling,
): MetricsCompared {
  // The rows weigh what the candidate's file says: it is the one that is judged.
  const values = metricValues(ids, candidate, candidate.weights);
  const before = metricValues(ids, baseline, candidate.weights);
  const intervals = new Map<string, Interval>(closedIntervals(ids, candidate));
  const spreads = new Map<string, Partial<MetricDifference>>();
  const reasons = new Set<string>();
  for (const id of ids) {
    const form = closedFormOf(id, candidate);
    if (form !== null) spreads.set(id, form.difference(candidate, baseline) ?? {});
    const reason = whyWithoutInterval(id, candidate);
    if (reason !== null) reasons.add(reason);
  }
  const drawn = drawnMetrics(ids, candidate);
  if (drawn.length > 0) {
    const { rows, weights, clusters } = candidate;
    const drawnAnew = bootstrap(
      { ...sampling, rows, weights, clusters },
      prepareMetrics(drawn, candidate),
      prepareMetrics(drawn, baseline),
      sampling.onProgress,
    );
    const estimate = estimator(drawnAnew.units);
    for (const [index, id] of drawn.entries()) {
      const [own, difference] = [drawnAnew.candidate[index], drawnAnew.paired?.difference[index]];
      const ofCandidate = own === undefined ? null : estimate(own);
      if (ofCandidate?.kind === 'interval') intervals.set(id, ofCandidate.interval);
      if (difference === undefined) continue;
      const found = estimate(difference);
      if (found.kind === 'none') reasons.add(found.reason);
      else spreads.set(id, spreadOf(found));
    }
  }
  const metrics = ids.map((id, index): [string, MetricDifference] => {
    const [ours, theirs] = [values[index] ?? null, before[index] ?? null];
    const difference = differenceOf(ours, theirs);
    const spread = difference === null ? {} : (spreads.get(id) ?? {});
    return [id, { baseline: theirs, candidate: ours, difference, method: 'none', ...spread }];
  });
  return { metrics: Object.fromEntries(metrics), intervals, reasons: [...reasons] };
}

function spreadOf({
  interval,
  standardError,
  quantiles,
}: Extract<Estimate, { kind: 'interval' }>): Spread & { quantiles: number[] } {
  return {
    method: 'bootstrap',
    interval,
    standardError,
    quantiles: [...quantiles],
    pValue: pValueOf({ kind: 'resampled', quantiles, standardError }),
  };
}
