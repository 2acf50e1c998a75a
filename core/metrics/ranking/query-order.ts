import { orderOf } from '../../numeric/order.ts';
import type { Clusters } from '../../predictions/predictions.ts';
import type { IsThere } from './query-mean.ts';

/** The rows query by query, each from the highest value to the lowest. */
export interface QueryOrder {
  readonly rows: Uint32Array;
  /** Where in `rows` each query begins, and behind the last one where it ends. */
  readonly starts: Uint32Array;
  /** Per row, by what it is sorted. */
  readonly values: Float64Array;
}

/** Rows of one query that follow each other and have the same value. */
export interface Tie {
  /** How many rows of the query come before, and how many are in it. */
  readonly before: number;
  readonly rows: number;
  /** How many of them are relevant, and the sum of their relevance. */
  readonly relevant: number;
  readonly relevance: number;
}

/** Sorts the rows of each query by the values, the highest first. */
export function sortQueries(queries: Clusters, values: Float64Array): QueryOrder {
  const starts = startsOf(queries);
  const next = starts.slice();
  const rows = new Uint32Array(values.length);
  const order = orderOf(values);
  for (let place = order.length - 1; place >= 0; place--) {
    const row = order[place] ?? 0;
    const query = queries.codes[row] ?? 0;
    const target = next[query] ?? 0;
    rows[target] = row;
    next[query] = target + 1;
  }
  return { rows, starts, values };
}

function startsOf({ count, codes }: Clusters): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const code of codes) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let query = 0; query < count; query++) {
    starts[query + 1] = (starts[query + 1] ?? 0) + (starts[query] ?? 0);
  }
  return starts;
}

/** The ties of a query in their order, from the rows that `isThere` keeps. */
export function tiesOf(
  { rows, starts, values }: QueryOrder,
  query: number,
  labels: Float64Array,
  isThere: IsThere,
): readonly Tie[] {
  const ties: Tie[] = [];
  let [before, count, relevant, relevance] = [0, 0, 0, 0];
  let value = Number.NaN;
  const close = (): void => {
    if (count > 0) ties.push({ before, rows: count, relevant, relevance });
    before += count;
    [count, relevant, relevance] = [0, 0, 0];
  };
  for (const row of rows.subarray(starts[query], starts[query + 1])) {
    if (!isThere(row)) continue;
    if (values[row] !== value) close();
    value = values[row] ?? Number.NaN;
    const label = labels[row] ?? 0;
    count += 1;
    relevance += label;
    if (label > 0) relevant += 1;
  }
  close();
  return ties;
}
