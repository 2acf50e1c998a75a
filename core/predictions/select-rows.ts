import type {
  BinaryPredictions,
  Clusters,
  MulticlassPredictions,
  NumericPredictions,
  Predictions,
  RankingPredictions,
  Rows,
} from './predictions.ts';

/**
 * The predictions of some rows, in the order given. Clusters and queries are numbered anew, so that each has a row;
 * weights may be 0 in all of the rows.
 */
export function selectRows(predictions: Predictions, rows: Uint32Array): Predictions {
  if (areAllRows(rows, predictions.rows)) return predictions;
  if (predictions.kind === 'numeric') return selectNumeric(predictions, rows);
  if (predictions.kind === 'binary') return selectBinary(predictions, rows);
  if (predictions.kind === 'multiclass') return selectMulticlass(predictions, rows);
  return selectRanking(predictions, rows);
}

function selectNumeric(predictions: NumericPredictions, rows: Uint32Array): NumericPredictions {
  const { labels, predicted, bounds, quantiles } = predictions;
  return {
    ...predictions,
    ...selectAbout(predictions, rows),
    labels: numbers(labels, rows),
    predicted: numbers(predicted, rows),
    bounds:
      bounds === null
        ? null
        : { lower: numbers(bounds.lower, rows), upper: numbers(bounds.upper, rows) },
    quantiles: new Map(
      Array.from(quantiles, ([quantile, values]) => [quantile, numbers(values, rows)]),
    ),
  };
}

function selectBinary(predictions: BinaryPredictions, rows: Uint32Array): BinaryPredictions {
  const { labels, predicted, scores } = predictions;
  return {
    ...predictions,
    ...selectAbout(predictions, rows),
    labels: pick(labels, rows, new Uint8Array(rows.length)),
    predicted: pick(predicted, rows, new Uint8Array(rows.length)),
    scores: scores === null ? null : numbers(scores, rows),
  };
}

function selectMulticlass(
  predictions: MulticlassPredictions,
  rows: Uint32Array,
): MulticlassPredictions {
  const { classes, labels, predicted, scores } = predictions;
  return {
    ...predictions,
    ...selectAbout(predictions, rows),
    labels: codes(labels, rows),
    predicted: codes(predicted, rows),
    scores: scores === null ? null : rowsOf(scores, classes.length, rows),
  };
}

function selectRanking(predictions: RankingPredictions, rows: Uint32Array): RankingPredictions {
  const { labels, predicted, queries } = predictions;
  return {
    ...predictions,
    ...selectAbout(predictions, rows),
    labels: numbers(labels, rows),
    predicted: numbers(predicted, rows),
    queries: selectClusters(queries, rows),
  };
}

function selectAbout({ keys, weights, clusters, slices }: Rows, rows: Uint32Array): Rows {
  return {
    rows: rows.length,
    keys: keys === null ? null : keysOf(keys, rows),
    weights: weights === null ? null : numbers(weights, rows),
    clusters: clusters === null ? null : selectClusters(clusters, rows),
    slices: slices.map((slice) => ({ ...slice, codes: codes(slice.codes, rows) })),
  };
}

function areAllRows(rows: Uint32Array, count: number): boolean {
  return rows.length === count && rows.every((row, index) => row === index);
}

function selectClusters(clusters: Clusters, rows: Uint32Array): Clusters {
  const occurs = new Uint8Array(clusters.count);
  for (const row of rows) occurs[clusters.codes[row] ?? 0] = 1;
  const numbersAnew = new Int32Array(clusters.count);
  let count = 0;
  for (let code = 0; code < clusters.count; code++) {
    numbersAnew[code] = count;
    count += occurs[code] ?? 0;
  }
  const selected = codes(clusters.codes, rows);
  return { count, codes: selected.map((code) => numbersAnew[code] ?? 0) };
}

function numbers(from: Float64Array, rows: Uint32Array): Float64Array {
  return pick(from, rows, new Float64Array(rows.length));
}

function codes(from: Int32Array, rows: Uint32Array): Int32Array {
  return pick(from, rows, new Int32Array(rows.length));
}

function pick<A extends Float64Array | Int32Array | Uint8Array>(
  from: A,
  rows: Uint32Array,
  into: A,
): A {
  for (let index = 0; index < rows.length; index++) into[index] = from[rows[index] ?? 0] ?? 0;
  return into;
}

function keysOf(from: Uint32Array, rows: Uint32Array): Uint32Array {
  const into = new Uint32Array(2 * rows.length);
  for (const [index, row] of rows.entries()) {
    into[2 * index] = from[2 * row] ?? 0;
    into[2 * index + 1] = from[2 * row + 1] ?? 0;
  }
  return into;
}

function rowsOf(from: Float64Array, width: number, rows: Uint32Array): Float64Array {
  const into = new Float64Array(width * rows.length);
  for (const [index, row] of rows.entries()) {
    into.set(from.subarray(row * width, (row + 1) * width), index * width);
  }
  return into;
}
