import type { Clusters } from '../../predictions/predictions.ts';
import type { Weighted } from '../metric.ts';
import type { QueryOrder } from './query-order.ts';

/** Says whether a row is there. */
export type IsThere = (row: number) => boolean;

/** Computes some values of one query, from the rows of it that are there; null where none of these is relevant. */
export type ValuesOf = (query: number, isThere: IsThere) => readonly number[] | null;

/**
 * The means of `count` values over the queries. A query weighs what its rows weigh on average, which is how often it
 * was drawn where queries are drawn. One in which nothing is relevant counts as 0, as in scikit-learn; where that is
 * so of all, the means are NaN. Queries are computed once; again only those of which some rows weigh 0.
 */
export function queryMeans(
  { count: queries }: Clusters,
  order: QueryOrder,
  count: number,
  valuesOf: ValuesOf,
): Weighted<Float64Array> {
  const whole = Array.from({ length: queries }, (_, query) => valuesOf(query, () => true));
  return (weights) => {
    const isThere: IsThere = (row) => (weights[row] ?? 0) > 0;
    const sums = new Float64Array(count);
    let [all, isAnyRelevant] = [0, false];
    for (let query = 0; query < queries; query++) {
      const size = (order.starts[query + 1] ?? 0) - (order.starts[query] ?? 0);
      const rows = rowsThere(order, query, weights);
      if (rows === 0) continue;
      const weight = weightOf(order, query, weights) / rows;
      const values = rows === size ? whole[query] : valuesOf(query, isThere);
      all += weight;
      if (values === null || values === undefined) continue;
      isAnyRelevant = true;
      for (let index = 0; index < count; index++) {
        sums[index] = (sums[index] ?? 0) + weight * (values[index] ?? Number.NaN);
      }
    }
    return sums.map((sum) => (isAnyRelevant ? sum / all : Number.NaN));
  };
}

function rowsThere({ rows, starts }: QueryOrder, query: number, weights: Float64Array): number {
  const end = starts[query + 1] ?? 0;
  let there = 0;
  for (let place = starts[query] ?? 0; place < end; place++) {
    if ((weights[rows[place] ?? 0] ?? 0) > 0) there += 1;
  }
  return there;
}

function weightOf({ rows, starts }: QueryOrder, query: number, weights: Float64Array): number {
  const end = starts[query + 1] ?? 0;
  let sum = 0;
  for (let place = starts[query] ?? 0; place < end; place++) sum += weights[rows[place] ?? 0] ?? 0;
  return sum;
}
