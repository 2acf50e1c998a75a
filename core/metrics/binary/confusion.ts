import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

/** The weights of the rows by true and predicted class. */
interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

const family: FamilyOf<Confusion> = {
  id: 'binary-confusion',
  task: 'binary',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'binary') return null;
    const { labels, predicted, rows } = predictions;
    return (weights) => {
      const cells = new Float64Array(4);
      inBlocks(rows, (from, to) => add(cells, labels, predicted, weights, from, to));
      const [trueNegative = 0, falsePositive = 0, falseNegative = 0, truePositive = 0] = cells;
      return { truePositive, falsePositive, falseNegative, trueNegative };
    };
  },
};

/** By the cell `2 label + predicted`. */
function add(
  cells: Float64Array,
  labels: Uint8Array,
  predicted: Uint8Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const cell = ((labels[row] ?? 0) << 1) | (predicted[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + (weights[row] ?? 0);
  }
}

function recall({ truePositive, falseNegative }: Confusion): number {
  return truePositive / (truePositive + falseNegative);
}

function specificity({ trueNegative, falsePositive }: Confusion): number {
  return trueNegative / (trueNegative + falsePositive);
}

/** Metrics of the predicted class. Not defined where scikit-learn divides by 0 and says 0 by convention. */
export const binaryConfusion = metricsOf(family, [
  {
    id: 'accuracy',
    label: 'Accuracy',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    value(cells) {
      const right = cells.truePositive + cells.trueNegative;
      return right / (right + cells.falsePositive + cells.falseNegative);
    },
  },
  {
    id: 'balanced_accuracy',
    label: 'Balanced accuracy',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'only one class occurs among the labels',
    value: (cells) => (recall(cells) + specificity(cells)) / 2,
  },
  {
    id: 'precision',
    label: 'Precision',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no row is predicted positive',
    value: ({ truePositive, falsePositive }) => truePositive / (truePositive + falsePositive),
  },
  {
    id: 'recall',
    label: 'Recall',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no label is positive',
    value: recall,
  },
  {
    id: 'specificity',
    label: 'Specificity',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no label is negative',
    value: specificity,
  },
  {
    id: 'f1',
    label: 'F1',
    direction: 'higher',
    range: [0, 1],
    unit: 'none',
    parameter: null,
    undefinedWhen: 'no row is positive, neither by its label nor as predicted',
    value({ truePositive, falsePositive, falseNegative }) {
      return (2 * truePositive) / (2 * truePositive + falsePositive + falseNegative);
    },
  },
  {
    id: 'mcc',
    label: 'Matthews correlation',
    direction: 'higher',
    range: [-1, 1],
    unit: 'correlation',
    parameter: null,
    undefinedWhen: 'only one class occurs among the labels, or among the predictions',
    value({ truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn }) {
      const labels = Math.sqrt(tp + fn) * Math.sqrt(fp + tn);
      const predictions = Math.sqrt(tp + fp) * Math.sqrt(fn + tn);
      return (tp * tn - fp * fn) / (labels * predictions);
    },
  },
]);
