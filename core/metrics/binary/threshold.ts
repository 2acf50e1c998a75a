import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import type { Parameter } from '../metric.ts';
import { at } from '../parameters.ts';

interface AboveThresholds {
  readonly positives: number;
  /** By threshold, the weight of the rows with that score or a higher one, and of the positive ones among them. */
  readonly rows: ReadonlyMap<number, number>;
  readonly hits: ReadonlyMap<number, number>;
}

const family: FamilyOf<AboveThresholds> = {
  id: 'threshold',
  task: 'binary',
  needs: ['score'],
  prepare(predictions, parameters) {
    if (predictions.kind !== 'binary' || predictions.scores === null) return null;
    const thresholds = Float64Array.from(parameters).sort();
    const codes = codesOf(predictions.scores, predictions.labels, thresholds);
    return (weights) => {
      const sums = new Float64Array(2 * thresholds.length + 2);
      inBlocks(codes.length, (from, to) => add(sums, codes, weights, from, to));
      return fromTheTop(sums, thresholds);
    };
  },
};

/** Per row twice the number of thresholds that its score reaches, plus its label. */
function codesOf(scores: Float64Array, labels: Uint8Array, thresholds: Float64Array): Uint16Array {
  const codes = new Uint16Array(scores.length);
  for (let row = 0; row < codes.length; row++) {
    const score = scores[row] ?? 0;
    let reached = 0;
    for (const threshold of thresholds) reached += score >= threshold ? 1 : 0;
    codes[row] = 2 * reached + (labels[row] ?? 0);
  }
  return codes;
}

function add(
  sums: Float64Array,
  codes: Uint16Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const code = codes[row] ?? 0;
    sums[code] = (sums[code] ?? 0) + (weights[row] ?? 0);
  }
}

function fromTheTop(sums: Float64Array, thresholds: Float64Array): AboveThresholds {
  const [rows, hits] = [new Map<number, number>(), new Map<number, number>()];
  let [row, hit] = [0, 0];
  for (let reached = thresholds.length; reached > 0; reached--) {
    const positives = sums[2 * reached + 1] ?? 0;
    row += positives + (sums[2 * reached] ?? 0);
    hit += positives;
    const threshold = thresholds[reached - 1] ?? Number.NaN;
    rows.set(threshold, row);
    hits.set(threshold, hit);
  }
  return { positives: hit + (sums[1] ?? 0), rows, hits };
}

const threshold: Parameter = {
  about: 'the least score of a row that counts as positive',
  whole: false,
  least: 0,
  most: 1,
  example: 0.8,
};

/** What the class would be worth if the model called a row positive from another score on. */
export const atThreshold = metricsOf(family, [
  {
    id: 'precision_at_threshold@t',
    label: 'Precision at a threshold',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: threshold,
    undefinedWhen: 'no score reaches the threshold',
    value: ({ hits, rows }, t) => at(hits, t) / at(rows, t),
  },
  {
    id: 'recall_at_threshold@t',
    label: 'Recall at a threshold',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: threshold,
    undefinedWhen: 'no label is positive',
    value: ({ hits, positives }, t) => at(hits, t) / positives,
  },
]);
