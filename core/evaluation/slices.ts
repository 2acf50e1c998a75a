import type {
  Interval,
  SliceDifference,
  SliceDifferences,
  SliceMetrics,
  SliceValue,
} from '../../schemas/types.ts';
import { prepareMetrics } from '../metrics/prepare.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { selectRows } from '../predictions/select-rows.ts';
import { largestSlices } from '../slices/largest.ts';
import { fewestJudged } from '../slices/limits.ts';
import { bootstrap, type Resampled } from '../statistics/bootstrap.ts';
import { pValueOf } from '../statistics/distribution.ts';
import { estimator } from '../statistics/estimate.ts';
import { tail } from '../statistics/levels.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { metricValues } from './metric-values.ts';
import type { Sampling } from './sampling.ts';

/**
 * Of each slice the standard error of so many draws is taken, and the interval is 1.96 of them on either side: a spread
 * needs fewer draws than the ends of a percentile interval do, and there are many slices. Of large ones fewer still: the
 * spread of 60 draws is known to 10%, and millions of rows would take minutes otherwise.
 */
function drawsFor(rows: number): number {
  return Math.min(200, Math.max(60, Math.floor(20_000_000 / rows)));
}
const z = -normalQuantile(tail);

/** The metrics of one model by slice; the largest slices where there are too many for a record. */
export function measureSlices(
  ids: readonly string[],
  predictions: Predictions,
  { seed }: Sampling,
): SliceMetrics[] {
  return Array.from(largestSlices(predictions.slices), ({ name, rows }) => {
    const candidate = selectRows(predictions, rows);
    const values = metricValues(ids, candidate, candidate.weights);
    const errors = standardErrors(ids, { candidate, baseline: null }, seed);
    const metrics = ids.map((id, index): [string, SliceValue] => {
      const value = values[index] ?? null;
      return [id, { value, ...around(value, errors?.candidate[index] ?? null) }];
    });
    return { slice: name, rows: rows.length, metrics: Object.fromEntries(metrics) };
  });
}

/** The differences of two models by slice, on the same rows in the same order; the slices are the candidate's. */
export function compareSlices(
  ids: readonly string[],
  ours: Predictions,
  theirs: Predictions,
  { seed }: Sampling,
): SliceDifferences[] {
  return Array.from(largestSlices(ours.slices), ({ name, rows }) => {
    const candidate = selectRows(ours, rows);
    const baseline = selectRows(theirs, rows);
    const values = metricValues(ids, candidate, candidate.weights);
    const before = metricValues(ids, baseline, candidate.weights);
    const errors = standardErrors(ids, { candidate, baseline }, seed);
    const metrics = ids.map((id, index): [string, SliceDifference] => {
      const [now, then] = [values[index] ?? null, before[index] ?? null];
      const difference = now === null || then === null ? null : now - then;
      const error = errors?.difference[index] ?? null;
      return [
        id,
        {
          baseline: then,
          candidate: now,
          difference,
          ...around(difference, error),
          ...significance(difference, error),
        },
      ];
    });
    return { slice: name, rows: rows.length, metrics: Object.fromEntries(metrics) };
  });
}

interface StandardErrors {
  /** One per metric; null where it can't be told. */
  readonly candidate: readonly (number | null)[];
  /** Empty without a baseline. */
  readonly difference: readonly (number | null)[];
}

/** Null where there are too few rows to be judged. */
function standardErrors(
  ids: readonly string[],
  {
    candidate,
    baseline,
  }: { readonly candidate: Predictions; readonly baseline: Predictions | null },
  seed: string,
): StandardErrors | null {
  const { rows, weights, clusters } = candidate;
  if (rows < fewestJudged) return null;
  const drawn = bootstrap(
    { resamples: drawsFor(rows), seed, rows, weights, clusters },
    prepareMetrics(ids, candidate),
    baseline === null ? null : prepareMetrics(ids, baseline),
  );
  const estimate = estimator(drawn.units);
  const errorOf = (resampled: Resampled): number | null => {
    const found = estimate(resampled);
    return found.kind === 'interval' ? found.standardError : null;
  };
  return {
    candidate: drawn.candidate.map(errorOf),
    difference: drawn.paired?.difference.map(errorOf) ?? [],
  };
}

function around(
  value: number | null,
  standardError: number | null,
): { readonly interval: Interval } | Record<string, never> {
  if (value === null || standardError === null) return {};
  return { interval: { low: value - z * standardError, high: value + z * standardError } };
}

function significance(
  difference: number | null,
  standardError: number | null,
): { readonly pValue: number } | Record<string, never> {
  if (difference === null || standardError === null) return {};
  const distribution = { kind: 'symmetric', centre: difference, standardError } as const;
  return { pValue: pValueOf({ ...distribution, freedom: null }) };
}
