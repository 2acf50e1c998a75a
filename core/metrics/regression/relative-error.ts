import type { NumericPredictions } from '../../predictions/predictions.ts';
import { type FamilyOf, metricsOf } from '../family.ts';
import { sumOf, weightedSum } from '../weights.ts';

interface RelativeErrors {
  readonly weight: number;
  readonly ofLabel: number;
  readonly ofBoth: number;
}

const family: FamilyOf<RelativeErrors> = {
  id: 'relative-error',
  task: 'regression',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'numeric') return null;
    const ofLabel = errorsOfLabel(predictions);
    const ofBoth = errorsOfBoth(predictions);
    return (weights) => ({
      weight: sumOf(weights),
      ofLabel: weightedSum(ofLabel, weights),
      ofBoth: weightedSum(ofBoth, weights),
    });
  },
};

/** As in scikit-learn, a label of 0 counts as the machine's epsilon, which makes its error enormous. */
function errorsOfLabel({ labels, predicted }: NumericPredictions): Float64Array {
  return labels.map(
    (label, row) =>
      Math.abs(label - (predicted[row] ?? 0)) / Math.max(Math.abs(label), Number.EPSILON),
  );
}

/** 0 where both are 0. Halved before they are added, because two finite numbers may have an infinite sum. */
function errorsOfBoth({ labels, predicted }: NumericPredictions): Float64Array {
  return labels.map((label, row) => {
    const half = label / 2;
    const otherHalf = (predicted[row] ?? 0) / 2;
    const mean = Math.abs(half) + Math.abs(otherHalf);
    return mean === 0 ? 0 : (Math.abs(half - otherHalf) / mean) * 2;
  });
}

/** Means of the errors as shares: 0.1 is 10%. */
export const relativeError = metricsOf(family, [
  {
    // mean(|y - p| / |y|)
    id: 'mape',
    label: 'Mean absolute percentage error',
    direction: 'lower',
    range: [0, null],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'the errors are too large to be added up',
    value: ({ ofLabel, weight }) => ofLabel / weight,
  },
  {
    // mean(2 |y - p| / (|y| + |p|))
    id: 'smape',
    label: 'Symmetric mean absolute percentage error',
    direction: 'lower',
    range: [0, 2],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    value: ({ ofBoth, weight }) => ofBoth / weight,
  },
]);
