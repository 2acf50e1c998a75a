import type { Evaluator } from '../../metrics/evaluator.ts';
import { prepareMetrics } from '../../metrics/prepare.ts';
import type { BinaryPredictions, MulticlassPredictions } from '../../predictions/predictions.ts';
import { randomStreams } from '../../statistics/random.ts';

/** Predictions whose labels are not known. */
export type Unlabelled = BinaryPredictions | MulticlassPredictions;

/** By row and class, the chance that the row is of that class: row * classes + class. */
export interface Chances {
  readonly classes: number;
  readonly values: Float64Array;
}

/**
 * Each row once for each class that it may be of: row * classes + class. Weighted with the chance of that class, every
 * count of rows becomes an expected one, and so every metric what confidence-based estimation expects of it (CBPE, as
 * NannyML documents it): accuracy, precision and the like by the expected confusion matrix, the area under the ROC curve
 * by the expected rates at each score.
 */
export function inEachClass(predictions: Unlabelled): Unlabelled {
  const classes = predictions.kind === 'binary' ? 2 : predictions.classes.length;
  const rows = predictions.rows * classes;
  const common = { rows, keys: null, weights: null, clusters: null, slices: [] };
  if (predictions.kind === 'binary') {
    const { scores } = predictions;
    return {
      ...predictions,
      ...common,
      labels: Uint8Array.from({ length: rows }, (_, copy) => copy % 2),
      predicted: repeated(predictions.predicted, 2, new Uint8Array(rows)),
      scores: scores === null ? null : repeated(scores, 2, new Float64Array(rows)),
    };
  }
  const { scores } = predictions;
  return {
    ...predictions,
    ...common,
    labels: Int32Array.from({ length: rows }, (_, copy) => copy % classes),
    predicted: repeated(predictions.predicted, classes, new Int32Array(rows)),
    scores: scores === null ? null : repeatedRows(scores, classes, classes),
  };
}

/** Metrics that are expected of rows, and those of labels drawn by their chances. */
export interface ExpectedMetrics {
  /** Under some weights of the rows. */
  readonly expected: Evaluator;
  /** Under how often each row was drawn; each time it gets a label of its own. The same in the same order of calls. */
  readonly drawn: Evaluator;
}

/** Needs memory for each row and class. */
export function expectedMetrics(
  ids: readonly string[],
  predictions: Unlabelled,
  chances: Chances,
  seed: string,
): ExpectedMetrics {
  const inner = prepareMetrics(ids, inEachClass(predictions));
  const spread = new Float64Array(chances.values.length);
  const { rows, weights } = predictions;
  const evaluator = (fill: (counts: Float64Array) => void): Evaluator => ({
    ids,
    rows,
    evaluate(counts) {
      fill(counts);
      return inner.evaluate(spread);
    },
  });
  const { uniform } = randomStreams(`${seed}/labels`)(0);
  return {
    expected: evaluator((counts) => spreadChances(spread, chances, counts)),
    drawn: evaluator((counts) => {
      drawLabels(spread, chances, counts, uniform);
      if (weights !== null) weigh(spread, weights, chances.classes);
    }),
  };
}

function spreadChances(
  spread: Float64Array,
  { classes, values }: Chances,
  counts: Float64Array,
): void {
  for (let copy = 0; copy < spread.length; copy++) {
    spread[copy] = (values[copy] ?? 0) * (counts[Math.floor(copy / classes)] ?? 0);
  }
}

function drawLabels(
  spread: Float64Array,
  { classes, values }: Chances,
  counts: Float64Array,
  uniform: () => number,
): void {
  spread.fill(0);
  for (let row = 0; row < counts.length; row++) {
    for (let time = counts[row] ?? 0; time > 0; time--) {
      let left = uniform();
      let copy = row * classes;
      const last = copy + classes - 1;
      for (; copy < last; copy++) {
        left -= values[copy] ?? 0;
        if (left < 0) break;
      }
      spread[copy] = (spread[copy] ?? 0) + 1;
    }
  }
}

function weigh(spread: Float64Array, weights: Float64Array, classes: number): void {
  for (let copy = 0; copy < spread.length; copy++) {
    spread[copy] = (spread[copy] ?? 0) * (weights[Math.floor(copy / classes)] ?? 0);
  }
}

function repeated<Values extends Uint8Array | Int32Array | Float64Array>(
  from: Values,
  times: number,
  into: Values,
): Values {
  for (let copy = 0; copy < into.length; copy++) into[copy] = from[Math.floor(copy / times)] ?? 0;
  return into;
}

function repeatedRows(from: Float64Array, width: number, times: number): Float64Array {
  const into = new Float64Array(from.length * times);
  for (let copy = 0; copy < into.length / width; copy++) {
    const row = Math.floor(copy / times);
    into.set(from.subarray(row * width, (row + 1) * width), copy * width);
  }
  return into;
}
