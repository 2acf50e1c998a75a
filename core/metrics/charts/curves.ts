import type { PrecisionRecallChart, RocChart } from '../../../schemas/types.ts';
import type { BinaryPredictions } from '../../predictions/predictions.ts';
import { type ClassWeights, classWeights, type Ranked, rankedByScore } from '../binary/ranked.ts';
import { inBlocks } from '../blocks.ts';

/** Both curves have a value at each of so many evenly spaced places from 0 to 1. */
const places = 41;
/** Recalls that differ by so much are the same: the noise of adding weights. */
const rounding = 1e-12;

/** The weights of the positive and the negative rows with a score or a higher one. */
interface Above {
  readonly positives: number;
  readonly negatives: number;
}

/** The values so far, and up to which weights above a threshold nothing is to be added to either. */
interface Curves {
  readonly truePositiveRate: number[];
  readonly precision: number[];
  nextNegatives: number;
  nextPositives: number;
}

/**
 * The ROC curve on straight lines between the scores that occur, where it goes straight up its upper end; and the
 * precision of the highest score that reaches a recall, without interpolation. None without scores or where only one
 * class occurs.
 */
export function curves(
  predictions: BinaryPredictions,
  weights: Float64Array,
): readonly (RocChart | PrecisionRecallChart)[] {
  const ranked = rankedByScore(predictions);
  if (ranked === null) return [];
  const all = classWeights(predictions.labels, weights);
  if (all.positives === 0 || all.negatives === 0) return [];
  const drawn: Curves = {
    truePositiveRate: [],
    precision: [],
    nextNegatives: 0,
    nextPositives: 0,
  };
  const state = new Float64Array(4);
  inBlocks(ranked.length, (from, to) => goOn(state, ranked, weights, all, drawn, from, to));
  const { truePositiveRate, precision } = drawn;
  while (truePositiveRate.length < places) truePositiveRate.push(1);
  return [
    { kind: 'roc', truePositiveRate },
    { kind: 'precision-recall', precision },
  ];
}

function goOn(
  state: Float64Array,
  ranked: Ranked,
  weights: Float64Array,
  all: ClassWeights,
  drawn: Curves,
  from: number,
  to: number,
): void {
  let positives = state[0] ?? 0;
  let negatives = state[1] ?? 0;
  let positivesBefore = state[2] ?? 0;
  let negativesBefore = state[3] ?? 0;
  for (let place = from; place < to; place++) {
    const entry = ranked[place] ?? 0;
    const weight = weights[entry >> 2] ?? 0;
    const positive = weight * (entry & 1);
    positives += positive;
    negatives += weight - positive;
    if ((entry & 2) === 0) continue;
    if (negatives > drawn.nextNegatives || positives >= drawn.nextPositives) {
      const before = { positives: positivesBefore, negatives: negativesBefore };
      draw(drawn, before, { positives, negatives }, all);
    }
    positivesBefore = positives;
    negativesBefore = negatives;
  }
  state[0] = positives;
  state[1] = negatives;
  state[2] = positivesBefore;
  state[3] = negativesBefore;
}

function draw(drawn: Curves, before: Above, above: Above, all: ClassWeights): void {
  const { truePositiveRate, precision } = drawn;
  while (truePositiveRate.length < places && above.negatives > drawn.nextNegatives) {
    const share = (drawn.nextNegatives - before.negatives) / (above.negatives - before.negatives);
    const positives = before.positives + share * (above.positives - before.positives);
    truePositiveRate.push(positives / all.positives);
    drawn.nextNegatives = weightAt(truePositiveRate.length, all.negatives);
  }
  while (precision.length < places && above.positives >= drawn.nextPositives) {
    if (above.positives + above.negatives === 0) return;
    precision.push(above.positives / (above.positives + above.negatives));
    drawn.nextPositives = weightAt(precision.length, all.positives) * (1 - rounding);
  }
}

/** The weight that belongs to a place; beyond the last one none is enough. */
function weightAt(place: number, all: number): number {
  return place < places ? (place / (places - 1)) * all : Number.POSITIVE_INFINITY;
}
