import type { Predictions } from '../../predictions/predictions.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import { bootstrap } from '../../statistics/bootstrap.ts';
import { estimator } from '../../statistics/estimate.ts';
import { type Draws, drawsFor, type Measured } from '../measure.ts';
import type { Calibration } from './calibration.ts';
import { expectedMetrics, type Unlabelled } from './expected.ts';

/** So many pairs of row and class are held; of more rows every so many is taken. */
const mostPairs = 200_000;

/** Whether anything can be estimated of these predictions without labels: they must hold probabilities. */
export function canBeEstimated(predictions: Predictions): predictions is Unlabelled {
  return (
    (predictions.kind === 'binary' || predictions.kind === 'multiclass') &&
    predictions.scores !== null
  );
}

/**
 * Metrics that are expected of rows without labels, by their id. The interval is where the metric of so many rows would
 * lie by 95% once their labels are known: rows are drawn anew, and each draw gets a label by its chances. It is that of
 * the rows that were taken, and so rather too wide where there are more than 100,000.
 */
export function estimateWithoutLabels(
  ids: readonly string[],
  predictions: Unlabelled,
  calibration: Extract<Calibration, { kind: 'chances' }>,
  draws: Draws,
): ReadonlyMap<string, Measured> {
  const chosen = thinned(predictions);
  const chances = calibration.of(chosen);
  const { expected, drawn } = expectedMetrics(ids, chosen, chances, draws.seed);
  const { rows, weights, clusters } = chosen;
  const values = expected.evaluate(weights ?? new Float64Array(rows).fill(1)).slice();
  const plan = { rows, seed: draws.seed, weights: null, clusters };
  const resamples = drawsFor(rows * chances.classes, draws);
  const { units, candidate } = bootstrap({ ...plan, resamples }, drawn, null);
  const estimate = estimator(units);
  return new Map(
    ids.map((id, index) => {
      const value = values[index] ?? Number.NaN;
      const resampled = candidate[index];
      const found = resampled === undefined ? null : estimate(resampled);
      const interval = found?.kind === 'interval' ? found.interval : null;
      return [
        id,
        { rows: predictions.rows, value: Number.isFinite(value) ? value : null, interval },
      ];
    }),
  );
}

function thinned(predictions: Unlabelled): Unlabelled {
  const classes = predictions.kind === 'binary' ? 2 : predictions.classes.length;
  const step = Math.ceil((predictions.rows * classes) / mostPairs);
  if (step <= 1) return predictions;
  const rows = Uint32Array.from(
    { length: Math.floor(predictions.rows / step) },
    (_, place) => place * step,
  );
  const chosen = selectRows(predictions, rows);
  return canBeEstimated(chosen) ? chosen : predictions;
}
