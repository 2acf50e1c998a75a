import { type FamilyOf, metricsOf } from '../family.ts';
import { at, cutoff } from '../parameters.ts';
import { averagePrecision, hitProbability, reciprocalRank } from './expected.ts';
import { queryMeans } from './query-mean.ts';
import { sortQueries, tiesOf } from './query-order.ts';

/** Means over the queries, by k where they have one. */
interface Hits {
  readonly reciprocalRank: number;
  readonly averagePrecision: ReadonlyMap<number, number>;
  readonly hitRate: ReadonlyMap<number, number>;
}

const family: FamilyOf<Hits> = {
  id: 'ranking-hits',
  task: 'ranking',
  needs: [],
  prepare(predictions, cutoffs) {
    if (predictions.kind !== 'ranking') return null;
    const { queries, labels, predicted } = predictions;
    const order = sortQueries(queries, predicted);
    const means = queryMeans(queries, order, 1 + 2 * cutoffs.length, (query, isThere) => {
      const ties = tiesOf(order, query, labels, isThere);
      if (!ties.some(({ relevant }) => relevant > 0)) return null;
      return [
        reciprocalRank(ties),
        ...cutoffs.map((k) => averagePrecision(ties, k)),
        ...cutoffs.map((k) => hitProbability(ties, k)),
      ];
    });
    return (weights) => {
      const [reciprocal = Number.NaN, ...rest] = means(weights);
      return {
        reciprocalRank: reciprocal,
        averagePrecision: byCutoff(cutoffs, rest.slice(0, cutoffs.length)),
        hitRate: byCutoff(cutoffs, rest.slice(cutoffs.length)),
      };
    };
  },
};

function byCutoff(
  cutoffs: readonly number[],
  values: readonly number[],
): ReadonlyMap<number, number> {
  return new Map(cutoffs.map((k, index) => [k, values[index] ?? Number.NaN]));
}

const first = cutoff('the number of rows that are looked at in each query');
const nothingRelevant = 'no query has a row with a label above 0';

/** Metrics of where the relevant rows are, those with a label above 0. Tied scores count as in a random order. */
export const rankingHits = metricsOf(family, [
  {
    // Over the relevant rows among the first k, the precision at their place; out of as many as k rows could hold.
    id: 'map@k',
    label: 'Mean average precision at k',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: first,
    undefinedWhen: nothingRelevant,
    value: ({ averagePrecision }, k) => at(averagePrecision, k),
  },
  {
    // One over the place of the first relevant row.
    id: 'mrr',
    label: 'Mean reciprocal rank',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: null,
    undefinedWhen: nothingRelevant,
    value: ({ reciprocalRank }) => reciprocalRank,
  },
  {
    // The share of queries with a relevant row among the first k.
    id: 'hit_rate@k',
    label: 'Hit rate at k',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: first,
    undefinedWhen: nothingRelevant,
    value: ({ hitRate }, k) => at(hitRate, k),
  },
]);
