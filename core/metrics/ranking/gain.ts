import type { RankingPredictions } from '../../predictions/predictions.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { at, cutoff } from '../parameters.ts';
import { queryMeans } from './query-mean.ts';
import { sortQueries, type Tie, tiesOf } from './query-order.ts';

/** By k, the mean over the queries. */
type Gains = ReadonlyMap<number, number>;

const family: FamilyOf<Gains> = {
  id: 'ranking-gain',
  task: 'ranking',
  needs: [],
  prepare(predictions, cutoffs) {
    if (predictions.kind !== 'ranking') return null;
    const { queries, labels, predicted } = predictions;
    const byScore = sortQueries(queries, predicted);
    const byLabel = sortQueries(queries, labels);
    const discounts = discountsUpTo(longestQuery(predictions));
    const means = queryMeans(queries, byScore, cutoffs.length, (query, isThere) => {
      const found = tiesOf(byScore, query, labels, isThere);
      const best = tiesOf(byLabel, query, labels, isThere);
      if (!best.some(({ relevant }) => relevant > 0)) return null;
      return cutoffs.map((k) => gain(found, discounts, k) / gain(best, discounts, k));
    });
    return (weights) => {
      const values = means(weights);
      return new Map(cutoffs.map((k, index) => [k, values[index] ?? Number.NaN]));
    };
  },
};

function longestQuery({ queries }: RankingPredictions): number {
  const rows = new Uint32Array(queries.count);
  for (const query of queries.codes) rows[query] = (rows[query] ?? 0) + 1;
  return rows.reduce((most, count) => Math.max(most, count), 0);
}

/** At each number of rows the sum of their discounts, `1 / log2(place + 1)` with places from 1. */
function discountsUpTo(rows: number): Float64Array {
  const sums = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) sums[row + 1] = (sums[row] ?? 0) + 1 / Math.log2(row + 2);
  return sums;
}

/** The discounted gain of the first k rows. Tied rows share their places: the mean over all orders of them. */
function gain(ties: readonly Tie[], discounts: Float64Array, k: number): number {
  let sum = 0;
  for (const { before, rows, relevance } of ties) {
    if (before >= k) break;
    const share = (discounts[Math.min(k, before + rows)] ?? 0) - (discounts[before] ?? 0);
    sum += (relevance / rows) * share;
  }
  return sum;
}

/** Discounted gain, linear in the relevance, as a share of the best that is possible (Järvelin and Kekäläinen 2002). */
export const rankingGain = metricsOf(family, [
  {
    id: 'ndcg@k',
    label: 'NDCG at k',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: cutoff('the number of rows that are looked at in each query'),
    undefinedWhen: 'no query has a row with a label above 0',
    value: (gains, k) => at(gains, k),
  },
]);
