import type { MulticlassPredictions } from '../../predictions/predictions.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { at, cutoff } from '../parameters.ts';
import { sumOf, weightedSum } from '../weights.ts';

interface ClassProbability {
  readonly weight: number;
  readonly logLoss: number;
  /** By k, the weight of the rows whose true class is among the k most probable ones. */
  readonly hits: ReadonlyMap<number, number>;
}

const family: FamilyOf<ClassProbability> = {
  id: 'multiclass-probability',
  task: 'multiclass',
  needs: ['scores'],
  prepare(predictions, parameters) {
    if (predictions.kind !== 'multiclass' || predictions.scores === null) return null;
    const { scores } = predictions;
    const losses = lossesOf(predictions, scores);
    const ranked = parameters.map((k) => [k, hitsAt(k, predictions, scores)] as const);
    return (weights) => ({
      weight: sumOf(weights),
      logLoss: weightedSum(losses, weights),
      hits: new Map(ranked.map(([k, hits]) => [k, weightedSum(hits, weights)])),
    });
  },
};

/** As in scikit-learn, probabilities are held away from 0 and 1 by the machine's epsilon, and not made to sum to 1. */
function lossesOf({ labels, classes }: MulticlassPredictions, scores: Float64Array): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    const score = scores[row * classes.length + label] ?? 0;
    return -Math.log(Math.min(Math.max(score, Number.EPSILON), 1 - Number.EPSILON));
  });
}

/**
 * Per row 1 where the true class is among the k most probable ones, else 0; in between where it has its probability
 * in common with classes of which not all are among them: the expected value when ties are broken at random.
 */
function hitsAt(
  k: number,
  { labels, classes }: MulticlassPredictions,
  scores: Float64Array,
): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    const first = row * classes.length;
    const own = scores[first + label] ?? 0;
    let [above, alike] = [0, 0];
    for (let index = first; index < first + classes.length; index++) {
      const other = scores[index] ?? 0;
      if (other > own) above += 1;
      if (other === own) alike += 1;
    }
    return Math.min(1, Math.max(0, (k - above) / alike));
  });
}

/** Metrics of the probabilities of the classes. */
export const multiclassProbability = metricsOf(family, [
  {
    // The mean of -ln of the probability of the true class.
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
    id: 'top_k_accuracy@k',
    label: 'Top-k accuracy',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: { ...cutoff('the number of most probable classes that are looked at'), example: 3 },
    undefinedWhen: 'no row has a weight',
    value: ({ hits, weight }, k) => at(hits, k) / weight,
  },
]);
