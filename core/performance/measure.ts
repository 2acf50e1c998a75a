import type { Interval } from '../../schemas/types.ts';
import { estimateMetrics } from '../evaluation/estimate-metrics.ts';
import { metricValues } from '../evaluation/metric-values.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { tail } from '../statistics/levels.ts';
import { normalQuantile } from '../statistics/normal.ts';

/** A metric of some rows. */
export interface Measured {
  readonly rows: number;
  /** Null where it is not defined. */
  readonly value: number | null;
  /** 95%; null where it can't be told. */
  readonly interval: Interval | null;
}

/** How rows are drawn anew. */
export interface Draws {
  readonly seed: string;
  /** `evaluate.resamples`. */
  readonly resamples: number | undefined;
}

const usual = 1_000;
const fewest = 60;
/** So many rows are drawn for a window, all draws together, unless that were fewer than 60 draws: about a second. */
const mostDrawn = 30_000_000;

/** How often the rows of a window are drawn: fewer times where they are many, whose spread is small. */
export function drawsFor(rows: number, { resamples = usual }: Draws): number {
  return Math.min(resamples, Math.max(fewest, Math.floor(mostDrawn / Math.max(1, rows))));
}

/** Metrics of rows with labels, by their id. */
export function measure(
  ids: readonly string[],
  predictions: Predictions,
  draws: Draws,
): ReadonlyMap<string, Measured> {
  const { rows, weights } = predictions;
  const values = metricValues(ids, predictions, weights);
  const intervals = estimateMetrics(ids, predictions, {
    seed: draws.seed,
    resamples: drawsFor(rows, draws),
  });
  return new Map(
    ids.map((id, index) => {
      const interval = intervals.get(id) ?? null;
      return [id, { rows, value: values[index] ?? null, interval }];
    }),
  );
}

/** That of a normal distribution with this 95% interval. */
export function standardErrorOf({ low, high }: Interval): number {
  return (high - low) / (-2 * normalQuantile(tail));
}
