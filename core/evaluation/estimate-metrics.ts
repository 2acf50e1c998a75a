import type { Interval } from '../../schemas/types.ts';
import { prepareMetrics } from '../metrics/prepare.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { estimator } from '../statistics/estimate.ts';
import { closedFormOf } from './closed-form.ts';
import type { Sampling } from './sampling.ts';
import { whyWithoutInterval } from './without-interval.ts';

/** The 95% intervals of metrics, by id; none where a metric has no value, too few rows, or never an interval. */
export type Intervals = ReadonlyMap<string, Interval>;

/** The interval of each metric of one model: in closed form where there is one, else by a bootstrap of its rows. */
export function estimateMetrics(
  ids: readonly string[],
  predictions: Predictions,
  sampling: Sampling,
): Intervals {
  const intervals = new Map(closedIntervals(ids, predictions));
  const drawn = drawnMetrics(ids, predictions);
  if (drawn.length === 0) return intervals;
  const { rows, weights, clusters } = predictions;
  const { units, candidate } = bootstrap(
    { ...sampling, rows, weights, clusters },
    prepareMetrics(drawn, predictions),
    null,
    sampling.onProgress,
  );
  const estimate = estimator(units);
  for (const [index, resampled] of candidate.entries()) {
    const found = estimate(resampled);
    if (found.kind === 'interval') intervals.set(drawn[index] ?? '', found.interval);
  }
  return intervals;
}

/** The metrics whose interval is from rows that are drawn anew. */
export function drawnMetrics(ids: readonly string[], predictions: Predictions): readonly string[] {
  return ids.filter(
    (id) => closedFormOf(id, predictions) === null && whyWithoutInterval(id, predictions) === null,
  );
}

/** The intervals that need no drawing. */
export function closedIntervals(
  ids: readonly string[],
  predictions: Predictions,
): readonly (readonly [string, Interval])[] {
  return ids.flatMap((id) => {
    const interval = closedFormOf(id, predictions)?.interval(predictions) ?? null;
    return interval === null ? [] : [[id, interval] as const];
  });
}
