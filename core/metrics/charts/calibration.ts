import type { CalibrationChart } from '../../../schemas/types.ts';
import type { BinaryPredictions } from '../../predictions/predictions.ts';
import { calibrate, calibrationBin, calibrationBins } from '../binary/calibration.ts';

/** By bin of the score its mean and the share of positives, null for a bin without rows. Null without scores. */
export function calibrationChart(
  { labels, scores }: BinaryPredictions,
  weights: Float64Array,
): CalibrationChart | null {
  if (scores === null) return null;
  const bins = calibrate(labels, scores, weights);
  const rows = Array.from({ length: calibrationBins }, () => 0);
  for (let row = 0; row < scores.length; row++) {
    const bin = calibrationBin(scores[row] ?? 0);
    if ((weights[row] ?? 0) > 0) rows[bin] = (rows[bin] ?? 0) + 1;
  }
  const share = (sums: Float64Array, bin: number): number | null =>
    rows[bin] === 0 ? null : (sums[bin] ?? 0) / (bins.weights[bin] ?? 0);
  return {
    kind: 'calibration',
    predicted: rows.map((_, bin) => share(bins.scores, bin)),
    observed: rows.map((_, bin) => share(bins.positives, bin)),
    rows,
  };
}
