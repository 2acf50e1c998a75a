import { type Bins, levelBins, numberBins } from './bins.ts';
import type { SharedFeature } from './features.ts';
import { answerOf, growTree } from './tree.ts';

const rounds = 60;
const rate = 0.1;

/** What the classifier made of the rows. */
export interface CrossFitted {
  /** Per row the log odds that it is of the current data, by trees that have not seen it. */
  readonly scores: Float64Array;
  /** Per feature the gain of all splits by it. */
  readonly gains: Float64Array;
}

/**
 * Gradient boosting of shallow trees on the logistic loss (Friedman, Annals of Statistics 2001), learnt anew for each
 * fold from the rows of the others.
 */
export function crossFit(
  features: readonly SharedFeature[],
  labels: Uint8Array,
  folds: Uint8Array,
  count: number,
): CrossFitted {
  const scores = new Float64Array(labels.length);
  const gains = new Float64Array(features.length);
  const fixed = features.map((one) => (one.kind === 'numbers' ? numberBins(one.values) : null));
  const all = Uint32Array.from(labels, (_, row) => row);
  for (let fold = 0; fold < count; fold++) {
    const learnt = all.filter((row) => folds[row] !== fold);
    const held = all.filter((row) => folds[row] === fold);
    const bins = features.map((one, index) =>
      one.kind === 'levels'
        ? levelBins(one.values, labels, learnt)
        : (fixed[index] ?? new Uint8Array(labels.length)),
    );
    learn({ bins, labels, learnt, held, gains }, scores);
  }
  return { scores, gains };
}

interface Learning {
  readonly bins: readonly Bins[];
  readonly labels: Uint8Array;
  readonly learnt: Uint32Array;
  readonly held: Uint32Array;
  readonly gains: Float64Array;
}

/** Writes the scores of the rows that are held out. */
function learn({ bins, labels, learnt, held, gains }: Learning, scores: Float64Array): void {
  const odds = new Float64Array(labels.length);
  const first = new Float64Array(labels.length);
  const second = new Float64Array(labels.length);
  for (let round = 0; round < rounds; round++) {
    for (const row of learnt) {
      const chance = 1 / (1 + Math.exp(-(odds[row] ?? 0)));
      first[row] = chance - (labels[row] ?? 0);
      second[row] = chance * (1 - chance);
    }
    const tree = growTree(bins, { first, second }, learnt, gains);
    if (tree.kind === 'leaf') break;
    for (const row of learnt) odds[row] = (odds[row] ?? 0) + rate * answerOf(tree, bins, row);
    for (const row of held) odds[row] = (odds[row] ?? 0) + rate * answerOf(tree, bins, row);
  }
  for (const row of held) scores[row] = odds[row] ?? 0;
}
