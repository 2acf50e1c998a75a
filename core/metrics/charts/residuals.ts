import type { ResidualChart } from '../../../schemas/types.ts';
import { orderOf } from '../../numeric/order.ts';
import type { NumericPredictions } from '../../predictions/predictions.ts';
import { sumOf } from '../weights.ts';

const mostBins = 20;

/** Rows whose predictions are near each other. */
interface Bin {
  readonly rows: Uint32Array;
  readonly weight: number;
}

/**
 * By bins of the predicted value, equally heavy as far as single rows allow, its mean, and the quantiles of label
 * minus prediction: the smallest one up to which lies the share of the bin's weight. Null where a residual is too
 * large for a number, or all rows weigh 0.
 */
export function residualChart(
  { labels, predicted }: NumericPredictions,
  weights: Float64Array,
): ResidualChart | null {
  const order = orderOf(predicted);
  const residuals = labels.map((label, row) => label - (predicted[row] ?? 0));
  const bins = binsOf(order, weights).map((bin) => summary(bin, predicted, residuals, weights));
  if (bins.length === 0 || !bins.flat().every(Number.isFinite)) return null;
  const column = (index: number): number[] => bins.map((bin) => bin[index] ?? Number.NaN);
  return {
    kind: 'residuals',
    predicted: column(0),
    low: column(1),
    middle: column(2),
    high: column(3),
  };
}

/** Cuts sorted rows where the next row's middle lies beyond the next twentieth of the weight. */
function binsOf(order: Uint32Array, weights: Float64Array): readonly Bin[] {
  const all = sumOf(weights);
  const bins: Bin[] = [];
  let [start, weight, below] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const own = weights[order[place] ?? 0] ?? 0;
    const isBeyond = (below + own / 2) * mostBins >= all * (bins.length + 1);
    if (isBeyond && weight > 0 && bins.length < mostBins - 1) {
      bins.push({ rows: order.subarray(start, place), weight });
      [start, weight] = [place, 0];
    }
    weight += own;
    below += own;
  }
  if (weight > 0) bins.push({ rows: order.subarray(start), weight });
  return bins;
}

/** The mean of the predictions, and three quantiles of the residuals. */
function summary(
  { rows, weight }: Bin,
  predicted: Float64Array,
  residuals: Float64Array,
  weights: Float64Array,
): readonly number[] {
  const sum = rows.reduce((so, row) => so + (weights[row] ?? 0) * (predicted[row] ?? 0), 0);
  const sorted = orderOf(Float64Array.from(rows, (row) => residuals[row] ?? 0));
  const quantile = (share: number): number => {
    let below = 0;
    for (const place of sorted) {
      const row = rows[place] ?? 0;
      below += weights[row] ?? 0;
      if (below >= share * weight) return residuals[row] ?? Number.NaN;
    }
    return residuals[rows[sorted.at(-1) ?? 0] ?? 0] ?? Number.NaN;
  };
  return [sum / weight, quantile(0.1), quantile(0.5), quantile(0.9)];
}
