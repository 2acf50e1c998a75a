import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

interface ProbabilityLoss {
  readonly weight: number;
  readonly logLoss: number;
  readonly squares: number;
}

const family: FamilyOf<ProbabilityLoss> = {
  id: 'binary-probability-loss',
  task: 'binary',
  needs: ['score'],
  prepare(predictions) {
    if (predictions.kind !== 'binary' || predictions.scores === null) return null;
    const { labels, scores, rows } = predictions;
    const losses = new Float64Array(rows);
    inBlocks(rows, (from, to) => fillLosses(losses, labels, scores, from, to));
    return (weights) => {
      const sums = new Float64Array(3);
      inBlocks(rows, (from, to) => add(sums, losses, labels, scores, weights, from, to));
      const [weight = 0, logLoss = 0, squares = 0] = sums;
      return { weight, logLoss, squares };
    };
  },
};

/** As in scikit-learn, scores are held away from 0 and 1 by the machine's epsilon. */
function fillLosses(
  losses: Float64Array,
  labels: Uint8Array,
  scores: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const score = Math.min(Math.max(scores[row] ?? 0, Number.EPSILON), 1 - Number.EPSILON);
    losses[row] = -Math.log(labels[row] === 1 ? score : 1 - score);
  }
}

function add(
  sums: Float64Array,
  losses: Float64Array,
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  let logLoss = 0;
  let squares = 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    const error = (scores[row] ?? 0) - (labels[row] ?? 0);
    sum += weight;
    logLoss += weight * (losses[row] ?? 0);
    squares += weight * error * error;
  }
  sums[0] = (sums[0] ?? 0) + sum;
  sums[1] = (sums[1] ?? 0) + logLoss;
  sums[2] = (sums[2] ?? 0) + squares;
}

/** Proper scores of the probability, row by row. */
export const probabilityLoss = metricsOf(family, [
  {
    // -mean(y ln p + (1 - y) ln(1 - p)); one certain error doesn't make it infinite.
    id: 'log_loss',
    label: 'Log loss',
    direction: 'lower',
    range: [0, null],
    unit: 'nats',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    value: ({ logLoss, weight }) => logLoss / weight,
  },
  {
    // mean((p - y)^2)
    id: 'brier',
    label: 'Brier score',
    direction: 'lower',
    range: [0, 1],
    unit: 'none',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    value: ({ squares, weight }) => squares / weight,
  },
]);
