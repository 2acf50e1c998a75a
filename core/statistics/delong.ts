import type { Interval } from '../../schemas/types.ts';
import { orderOf } from '../numeric/order.ts';
import { tail } from './levels.ts';
import { normalQuantile } from './normal.ts';

/** How each row's score compares with those of the other class, the building stones of an AUC and its variance. */
export interface Placements {
  readonly auc: number;
  readonly positives: number;
  readonly negatives: number;
  /**
   * Per row: for a positive one the share of negatives that score lower, for a negative one the share of positives
   * that score higher, ties counting half. The mean over either class is the AUC.
   */
  readonly shares: Float64Array;
}

/** An AUC, or a difference of two, with its standard error. */
export interface AucEstimate {
  readonly value: number;
  readonly standardError: number;
}

/** With fewer rows of a class its spread is a guess. */
const fewestOfClass = 5;

/**
 * By midranks in O(n log n) (Sun and Xu, IEEE Signal Processing Letters 2014). `labels` has 1 for the positive class
 * and 0 for the other. Null with fewer than five rows of either.
 */
export function placements(labels: Uint8Array, scores: Float64Array): Placements | null {
  const rows = labels.length;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = rows - positives;
  if (positives < fewestOfClass || negatives < fewestOfClass) return null;
  const order = orderOf(scores);
  const shares = new Float64Array(rows);
  let positivesBelow = 0;
  let negativesBelow = 0;
  let sum = 0;
  for (let start = 0; start < rows;) {
    const end = endOfTie(order, scores, start);
    const tiedPositives = positivesIn(order, labels, start, end);
    const tiedNegatives = end - start - tiedPositives;
    const ofPositive = (negativesBelow + tiedNegatives / 2) / negatives;
    const ofNegative = 1 - (positivesBelow + tiedPositives / 2) / positives;
    for (let place = start; place < end; place++) {
      const row = order[place] ?? 0;
      shares[row] = labels[row] === 1 ? ofPositive : ofNegative;
    }
    sum += tiedPositives * ofPositive;
    positivesBelow += tiedPositives;
    negativesBelow += tiedNegatives;
    start = end;
  }
  return { auc: sum / positives, positives, negatives, shares };
}

/** The AUC with DeLong's standard error (DeLong, DeLong and Clarke-Pearson, Biometrics 1988). */
export function delong(labels: Uint8Array, { auc, ...counts }: Placements): AucEstimate {
  return { value: auc, standardError: standardErrorOf(labels, counts.shares, counts) };
}

/**
 * The difference of two AUCs on the same rows, candidate minus baseline. Its variance is that of the rows' differences,
 * which is var(candidate) + var(baseline) - 2 cov of the same paper without their cancellation.
 */
export function delongDifference(
  labels: Uint8Array,
  candidate: Placements,
  baseline: Placements,
): AucEstimate {
  const differences = candidate.shares.map((share, row) => share - (baseline.shares[row] ?? 0));
  return {
    value: candidate.auc - baseline.auc,
    standardError: standardErrorOf(labels, differences, candidate),
  };
}

/**
 * The 95% interval of an AUC, computed on the logit's scale and so within 0 and 1 (Pepe, The Statistical Evaluation of
 * Medical Tests, 2003, chapter 5). Null for an AUC of 0 or 1, of which DeLong's method wrongly says that it has no spread.
 */
export function aucInterval({ value, standardError }: AucEstimate): Interval | null {
  if (value <= 0 || value >= 1) return null;
  const logit = Math.log(value / (1 - value));
  const half = (-normalQuantile(tail) * standardError) / (value * (1 - value));
  return { low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)) };
}

/** The 95% interval of a difference of two AUCs. */
export function aucDifferenceInterval({ value, standardError }: AucEstimate): Interval {
  const half = -normalQuantile(tail) * standardError;
  return { low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}

/** `sqrt(var(positives) / positives + var(negatives) / negatives)` of one number a row. */
function standardErrorOf(
  labels: Uint8Array,
  values: Float64Array,
  { positives, negatives }: Pick<Placements, 'positives' | 'negatives'>,
): number {
  const sums = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const label = labels[row] ?? 0;
    sums[label] = (sums[label] ?? 0) + (values[row] ?? 0);
  }
  const means = [(sums[0] ?? 0) / negatives, (sums[1] ?? 0) / positives];
  const squares = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const label = labels[row] ?? 0;
    squares[label] = (squares[label] ?? 0) + ((values[row] ?? 0) - (means[label] ?? 0)) ** 2;
  }
  return Math.sqrt(
    (squares[1] ?? 0) / (positives - 1) / positives +
      (squares[0] ?? 0) / (negatives - 1) / negatives,
  );
}

function endOfTie(order: Uint32Array, scores: Float64Array, start: number): number {
  const score = scores[order[start] ?? 0];
  let end = start + 1;
  while (end < order.length && scores[order[end] ?? 0] === score) end += 1;
  return end;
}

function positivesIn(order: Uint32Array, labels: Uint8Array, start: number, end: number): number {
  let positives = 0;
  for (let place = start; place < end; place++) positives += labels[order[place] ?? 0] ?? 0;
  return positives;
}
