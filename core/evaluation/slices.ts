import type {
  Interval,
  SliceDifference,
  SliceDifferences,
  SliceMetrics,
  SliceValue,
} from '../../schemas/types.ts';
import { prepareMetrics } from '../metrics/prepare.ts';
import type { Predictions, SliceColumn } from '../predictions/predictions.ts';
import { selectRows } from '../predictions/select-rows.ts';
import { largestSlices } from '../slices/largest.ts';
import type { SliceRows } from '../slices/slice-rows.ts';
import { fewestJudged } from '../slices/limits.ts';
import { bootstrap, type Resampled } from '../statistics/bootstrap.ts';
import { pValueOf } from '../statistics/distribution.ts';
import { estimator } from '../statistics/estimate.ts';
import { tail } from '../statistics/levels.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { differenceOf } from './difference-of.ts';
import { metricValues } from './metric-values.ts';
import type { Sampling } from './sampling.ts';
import { whyWithoutInterval } from './without-interval.ts';

/**
 * Of each slice the standard error of so many draws is taken, and the interval is 1.96 of them on either side: a spread
 * needs fewer draws than the ends of a percentile interval do, and there are many slices. Of large ones fewer still: the
 * spread of 60 draws is known to 10%, and millions of rows would take minutes otherwise.
 */
function drawsFor(rows: number): number {
  return Math.min(200, Math.max(60, Math.floor(20_000_000 / rows)));
}
const z = -normalQuantile(tail);

/** The metrics of one model by slice; without some of the slices where there are too many for a record. */
export function measureSlices(
  ids: readonly string[],
  predictions: Predictions,
  sampling: Sampling,
): SliceMetrics[] {
  return slicesInTurn(ids, predictions.slices, sampling, ({ name, rows }) => {
    const candidate = selectRows(predictions, rows);
    const values = metricValues(ids, candidate, candidate.weights);
    const errors = standardErrors(ids, { candidate, baseline: null }, sampling);
    const metrics = ids.map((id, index): [string, SliceValue] => {
      const value = values[index] ?? null;
      return [id, { value, ...around(value, errors.get(id)?.candidate ?? null) }];
    });
    return { slice: name, rows: rows.length, metrics: Object.fromEntries(metrics) };
  });
}

/** The differences of two models by slice, on the same rows in the same order; the slices are the candidate's. */
export function compareSlices(
  ids: readonly string[],
  ours: Predictions,
  theirs: Predictions,
  sampling: Sampling,
): SliceDifferences[] {
  return slicesInTurn(ids, ours.slices, sampling, ({ name, rows }) => {
    const candidate = selectRows(ours, rows);
    const baseline = selectRows(theirs, rows);
    const values = metricValues(ids, candidate, candidate.weights);
    const before = metricValues(ids, baseline, candidate.weights);
    const errors = standardErrors(ids, { candidate, baseline }, sampling);
    const metrics = ids.map((id, index): [string, SliceDifference] => {
      const [now, then] = [values[index] ?? null, before[index] ?? null];
      const difference = differenceOf(now, then);
      const error = errors.get(id)?.difference ?? null;
      const own = around(now, errors.get(id)?.candidate ?? null).interval;
      return [
        id,
        {
          baseline: then,
          candidate: now,
          difference,
          ...around(difference, error),
          ...(own === undefined ? {} : { candidateInterval: own }),
          ...significance(difference, error),
        },
      ];
    });
    return { slice: name, rows: rows.length, metrics: Object.fromEntries(metrics) };
  });
}

/** What is made of each slice that a record takes, in their order. */
function slicesInTurn<Made>(
  ids: readonly string[],
  columns: readonly SliceColumn[],
  { onSlice }: Sampling,
  make: (slice: SliceRows) => Made,
): Made[] {
  const { count, slices } = largestSlices(columns, ids.length);
  return Array.from(slices, (slice, index) => {
    const made = make(slice);
    onSlice?.(index + 1, count);
    return made;
  });
}

/** Of one metric; null where it can't be told. */
interface StandardErrors {
  readonly candidate: number | null;
  /** Null without a baseline. */
  readonly difference: number | null;
}

/** By the id of the metric; none where there are too few rows to be judged, and of metrics that have no interval. */
function standardErrors(
  ids: readonly string[],
  {
    candidate,
    baseline,
  }: { readonly candidate: Predictions; readonly baseline: Predictions | null },
  { seed }: Sampling,
): ReadonlyMap<string, StandardErrors> {
  const { rows, weights, clusters } = candidate;
  const drawnIds = ids.filter((id) => whyWithoutInterval(id, candidate) === null);
  if (rows < fewestJudged || drawnIds.length === 0) return new Map();
  const drawn = bootstrap(
    { resamples: drawsFor(rows), seed, rows, weights, clusters },
    prepareMetrics(drawnIds, candidate),
    baseline === null ? null : prepareMetrics(drawnIds, baseline),
  );
  const estimate = estimator(drawn.units);
  const errorOf = (resampled: Resampled | undefined): number | null => {
    const found = resampled === undefined ? null : estimate(resampled);
    return found?.kind === 'interval' ? found.standardError : null;
  };
  return new Map(
    drawnIds.map((id, index) => {
      const difference = errorOf(drawn.paired?.difference[index]);
      return [id, { candidate: errorOf(drawn.candidate[index]), difference }];
    }),
  );
}

/** None where it can't be told, or its ends are too far apart for a number. */
function around(
  value: number | null,
  standardError: number | null,
): { readonly interval?: Interval } {
  if (value === null || standardError === null) return {};
  const [low, high] = [value - z * standardError, value + z * standardError];
  return Number.isFinite(high - low) ? { interval: { low, high } } : {};
}

function significance(
  difference: number | null,
  standardError: number | null,
): { readonly pValue?: number } {
  if (difference === null || standardError === null) return {};
  const distribution = { kind: 'symmetric', centre: difference, standardError } as const;
  return { pValue: pValueOf({ ...distribution, freedom: null }) };
}
