import { sumOf } from './weights.ts';

const blockRows = 4096;
/** Weights that differ by this share of their sum are the same: the noise of adding them in another order. */
const rounding = 1e-12;

/**
 * The median of values under weights; `order` has the rows by value, the smallest first. Where half of the weight lies
 * below a value and half above, the mean of the two in the middle, so that a weight of 2 is as good as two rows.
 * NaN where all weights are 0.
 */
export function weightedMedian(
  values: Float64Array,
  order: Uint32Array,
  weights: Float64Array,
): number {
  const all = sumOf(weights);
  if (all === 0) return Number.NaN;
  const half = all / 2;
  const noise = all * rounding;
  let [from, below] = [0, 0];
  for (; from < order.length; from += blockRows) {
    const sum = sumInOrder(order, weights, from, from + blockRows);
    if (below + sum >= half - noise) break;
    below += sum;
  }
  let place = from;
  for (; place < order.length - 1; place++) {
    below += weights[order[place] ?? 0] ?? 0;
    if (below >= half - noise) break;
  }
  const middle = values[order[place] ?? 0] ?? Number.NaN;
  if (below > half + noise) return middle;
  const next = nextWithWeight(order, weights, place + 1);
  return next === null ? middle : (middle + (values[next] ?? Number.NaN)) / 2;
}

function sumInOrder(order: Uint32Array, weights: Float64Array, from: number, to: number): number {
  const end = Math.min(to, order.length);
  let sum = 0;
  for (let place = from; place < end; place++) sum += weights[order[place] ?? 0] ?? 0;
  return sum;
}

function nextWithWeight(order: Uint32Array, weights: Float64Array, from: number): number | null {
  for (let place = from; place < order.length; place++) {
    const row = order[place] ?? 0;
    if ((weights[row] ?? 0) > 0) return row;
  }
  return null;
}
