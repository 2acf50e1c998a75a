import { type Bins, mostBins } from './bins.ts';

const deepest = 4;
/** Added to the second derivatives, so that small leaves say little (Chen and Guestrin, XGBoost, KDD 2016). */
const ridge = 1;
/** The least sum of second derivatives of a leaf: that of 20 rows of which nothing is known yet. */
const leastOfLeaf = 5;
const leastGain = 1e-9;

/** What a tree is grown from: the derivatives of the loss, row by row. */
export interface Derivatives {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** A question or an answer. */
export type Node =
  | { readonly kind: 'leaf'; readonly value: number }
  | {
      readonly kind: 'split';
      readonly feature: number;
      /** Rows of at most this bin go left. */
      readonly bin: number;
      readonly left: Node;
      readonly right: Node;
    };

/** Per bin of a feature the sums of both derivatives, in turn. */
type Histogram = Float64Array;

interface Sums {
  readonly first: number;
  readonly second: number;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

/**
 * A tree of depth 4 by Newton's method on histograms of the bins (Chen and Guestrin 2016). `gains` is added to, feature
 * by feature.
 */
export function growTree(
  features: readonly Bins[],
  derivatives: Derivatives,
  rows: Uint32Array,
  gains: Float64Array,
): Node {
  const histograms = features.map((bins) => histogramOf(bins, derivatives, rows));
  return grow({ features, derivatives, gains }, rows, histograms, 0);
}

/** What the tree says of a row. */
export function answerOf(tree: Node, features: readonly Bins[], row: number): number {
  let node = tree;
  while (node.kind === 'split') {
    node = (features[node.feature]?.[row] ?? 0) <= node.bin ? node.left : node.right;
  }
  return node.value;
}

interface Growing {
  readonly features: readonly Bins[];
  readonly derivatives: Derivatives;
  readonly gains: Float64Array;
}

function grow(
  growing: Growing,
  rows: Uint32Array,
  histograms: readonly Histogram[],
  depth: number,
): Node {
  const whole = totalOf(histograms[0]);
  const leaf: Node = { kind: 'leaf', value: -whole.first / (whole.second + ridge) };
  if (depth === deepest || whole.second < 2 * leastOfLeaf) return leaf;
  const split = bestSplit(histograms, whole);
  if (split === null) return leaf;
  const { features, derivatives, gains } = growing;
  const { feature, bin, gain } = split;
  gains[feature] = (gains[feature] ?? 0) + gain;
  const bins = features[feature] ?? new Uint8Array();
  const [left, right] = parted(rows, bins, bin);
  const smaller = left.length <= right.length ? left : right;
  const counted = features.map((one) => histogramOf(one, derivatives, smaller));
  const rest = histograms.map((parent, index) => less(parent, counted[index]));
  const [ofLeft, ofRight] = smaller === left ? [counted, rest] : [rest, counted];
  return {
    kind: 'split',
    feature,
    bin,
    left: grow(growing, left, ofLeft, depth + 1),
    right: grow(growing, right, ofRight, depth + 1),
  };
}

/** The rows of at most that bin, and the others; in loops, since filtering typed arrays makes lists of them. */
function parted(rows: Uint32Array, bins: Bins, bin: number): readonly [Uint32Array, Uint32Array] {
  const sorted = new Uint32Array(rows.length);
  let [low, high] = [0, rows.length];
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const target = (bins[row] ?? 0) <= bin ? low++ : --high;
    sorted[target] = row;
  }
  return [sorted.subarray(0, low), sorted.subarray(low).toReversed()];
}

function histogramOf(bins: Bins, { first, second }: Derivatives, rows: Uint32Array): Histogram {
  const sums = new Float64Array(2 * mostBins);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const at = 2 * (bins[row] ?? 0);
    sums[at] = (sums[at] ?? 0) + (first[row] ?? 0);
    sums[at + 1] = (sums[at + 1] ?? 0) + (second[row] ?? 0);
  }
  return sums;
}

function less(parent: Histogram, child: Histogram | undefined): Histogram {
  const rest = new Float64Array(parent.length);
  for (let at = 0; at < rest.length; at++) rest[at] = (parent[at] ?? 0) - (child?.[at] ?? 0);
  return rest;
}

function totalOf(histogram: Histogram | undefined): Sums {
  let [first, second] = [0, 0];
  for (let at = 0; at < (histogram?.length ?? 0); at += 2) {
    first += histogram?.[at] ?? 0;
    second += histogram?.[at + 1] ?? 0;
  }
  return { first, second };
}

/** The split that gains most; of equal ones the first, so that the answer does not depend on chance. */
function bestSplit(histograms: readonly Histogram[], whole: Sums): Split | null {
  const before = score(whole.first, whole.second);
  let best: Split | null = null;
  for (const [feature, histogram] of histograms.entries()) {
    let [first, second] = [0, 0];
    for (let bin = 0; bin < mostBins - 1; bin++) {
      const more = histogram[2 * bin + 1] ?? 0;
      first += histogram[2 * bin] ?? 0;
      second += more;
      if (more === 0 || second < leastOfLeaf) continue;
      if (whole.second - second < leastOfLeaf) break;
      const gain =
        score(first, second) + score(whole.first - first, whole.second - second) - before;
      if (gain > Math.max(best?.gain ?? 0, leastGain)) best = { feature, bin, gain };
    }
  }
  return best;
}

function score(first: number, second: number): number {
  return (first * first) / (second + ridge);
}
