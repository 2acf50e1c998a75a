import type { Rows } from '../predictions/predictions.ts';
import { inBlocks } from './blocks.ts';

/** The weight of each row, 1 where none are given. */
export function weightsOf({ weights, rows }: Rows): Float64Array {
  return weights ?? new Float64Array(rows).fill(1);
}

/** The sum of the weights. */
export function sumOf(weights: Float64Array): number {
  const total = new Float64Array(1);
  inBlocks(weights.length, (from, to) => addWeights(total, weights, from, to));
  return total[0] ?? 0;
}

/** The sum of weight times value, row by row. */
export function weightedSum(values: Float64Array | Uint8Array, weights: Float64Array): number {
  const total = new Float64Array(1);
  inBlocks(weights.length, (from, to) => addProducts(total, values, weights, from, to));
  return total[0] ?? 0;
}

function addWeights(total: Float64Array, weights: Float64Array, from: number, to: number): void {
  let sum = 0;
  for (let row = from; row < to; row++) sum += weights[row] ?? 0;
  total[0] = (total[0] ?? 0) + sum;
}

function addProducts(
  total: Float64Array,
  values: Float64Array | Uint8Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  for (let row = from; row < to; row++) sum += (weights[row] ?? 0) * (values[row] ?? 0);
  total[0] = (total[0] ?? 0) + sum;
}
