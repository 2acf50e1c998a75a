import type { MulticlassPredictions } from '../../predictions/predictions.ts';
import { inBlocks } from '../blocks.ts';
import { type FamilyOf, type MetricOf, metricsOf } from '../family.ts';
import {
  type ClassTotals,
  type ClassValue,
  correlation,
  kappa,
  meanByLabel,
  meanRecall,
  plainMean,
  pooled,
  shareRight,
} from './class-totals.ts';

const family: FamilyOf<ClassTotals> = {
  id: 'multiclass-confusion',
  task: 'multiclass',
  needs: [],
  prepare(predictions) {
    if (predictions.kind !== 'multiclass') return null;
    const { labels, predicted, classes, rows } = predictions;
    const right = rightClasses(predictions);
    return (weights) => {
      const totals = {
        right: new Float64Array(classes.length + 1),
        labels: new Float64Array(classes.length),
        predicted: new Float64Array(classes.length),
      };
      inBlocks(rows, (from, to) => {
        add(totals.right, right, weights, from, to);
        add(totals.labels, labels, weights, from, to);
        add(totals.predicted, predicted, weights, from, to);
      });
      return { ...totals, right: totals.right.subarray(0, classes.length) };
    };
  },
};

/** The class of a row that is right, else one beyond the classes: cheaper than a decision for each row. */
function rightClasses({ labels, predicted, classes }: MulticlassPredictions): Int32Array {
  return labels.map((label, row) => (label === predicted[row] ? label : classes.length));
}

function add(
  sums: Float64Array,
  classes: Int32Array,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const index = classes[row] ?? 0;
    sums[index] = (sums[index] ?? 0) + (weights[row] ?? 0);
  }
}

const noRow = 'no row has a weight';

function metric(
  id: string,
  label: string,
  value: (totals: ClassTotals) => number,
  undefinedWhen = noRow,
): MetricOf<ClassTotals> {
  return {
    id,
    label,
    direction: 'higher',
    range: [0, 1],
    unit: id.startsWith('f1') ? 'none' : 'share',
    parameter: null,
    undefinedWhen,
    value,
  };
}

/** A metric of one class, over all classes: each alike, all pooled, and each by its labels. */
function averages(id: string, label: string, value: ClassValue): readonly MetricOf<ClassTotals>[] {
  return [
    metric(`${id}_macro`, `${label}, macro`, (totals) => plainMean(totals, value)),
    metric(`${id}_micro`, `${label}, micro`, (totals) => pooled(totals, value)),
    metric(`${id}_weighted`, `${label}, weighted`, (totals) => meanByLabel(totals, value)),
  ];
}

// As in scikit-learn, a class that is never predicted has precision 0, and one that is no label has recall 0.
const precision: ClassValue = (right, _, predicted) => (predicted === 0 ? 0 : right / predicted);
const recall: ClassValue = (right, label) => (label === 0 ? 0 : right / label);
const f1: ClassValue = (right, label, predicted) => (2 * right) / (label + predicted);

const oneLabel = 'only one class occurs among the labels';

/** Metrics of the predicted class. Macro means are over the classes that occur among labels or predictions. */
export const multiclassConfusion = metricsOf(family, [
  metric('accuracy', 'Accuracy', shareRight),
  metric('balanced_accuracy', 'Balanced accuracy', meanRecall, oneLabel),
  ...averages('precision', 'Precision', precision),
  ...averages('recall', 'Recall', recall),
  metric('f1', 'F1', (totals) => plainMean(totals, f1)),
  ...averages('f1', 'F1', f1),
  {
    ...metric('cohen_kappa', "Cohen's kappa", kappa),
    range: [-1, 1],
    unit: 'correlation',
    undefinedWhen: 'all labels and predictions are of one class',
  },
  {
    ...metric('mcc', 'Matthews correlation', correlation),
    range: [-1, 1],
    unit: 'correlation',
    undefinedWhen: 'only one class occurs among the labels, or among the predictions',
  },
]);
