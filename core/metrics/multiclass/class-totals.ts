/** Per class the weight of the rows that have it as label, as prediction, and as both. */
export interface ClassTotals {
  readonly right: Float64Array;
  readonly labels: Float64Array;
  readonly predicted: Float64Array;
}

/** A number for one class: of the weight of its rows that are right, that have its label, that are predicted so. */
export type ClassValue = (right: number, label: number, predicted: number) => number;

/** The plain mean over the classes that occur among labels or predictions. */
export function plainMean(totals: ClassTotals, value: ClassValue): number {
  let [sum, classes] = [0, 0];
  for (const [index, label] of totals.labels.entries()) {
    const predicted = totals.predicted[index] ?? 0;
    if (label + predicted === 0) continue;
    sum += value(totals.right[index] ?? 0, label, predicted);
    classes += 1;
  }
  return sum / classes;
}

/** The mean over the classes, each weighted by the rows that have its label. */
export function meanByLabel(totals: ClassTotals, value: ClassValue): number {
  let [sum, weight] = [0, 0];
  for (const [index, label] of totals.labels.entries()) {
    if (label === 0) continue;
    sum += label * value(totals.right[index] ?? 0, label, totals.predicted[index] ?? 0);
    weight += label;
  }
  return sum / weight;
}

/** The value of all classes taken together. */
export function pooled({ right, labels, predicted }: ClassTotals, value: ClassValue): number {
  return value(sum(right), sum(labels), sum(predicted));
}

/** The share of rows that are right. */
export function shareRight({ right, labels }: ClassTotals): number {
  return sum(right) / sum(labels);
}

/** The mean recall of the classes that occur among the labels; NaN where only one does. */
export function meanRecall({ right, labels }: ClassTotals): number {
  let [recalls, classes] = [0, 0];
  for (const [index, label] of labels.entries()) {
    if (label === 0) continue;
    recalls += (right[index] ?? 0) / label;
    classes += 1;
  }
  return classes < 2 ? Number.NaN : recalls / classes;
}

/** `(agreement - expected) / (1 - expected)`, where chance would agree as often as the classes are frequent. */
export function kappa({ right, labels, predicted }: ClassTotals): number {
  const rows = sum(predicted);
  const disagreement = rows - sum(right);
  return 1 - (disagreement * rows) / apart(labels, predicted);
}

/** Gorodkin's correlation of two classifications. */
export function correlation({ right, labels, predicted }: ClassTotals): number {
  const rows = sum(labels);
  let agreement = rows * sum(right);
  for (const [index, label] of labels.entries()) agreement -= label * (predicted[index] ?? 0);
  return agreement / (Math.sqrt(apart(labels, labels)) * Math.sqrt(apart(predicted, predicted)));
}

/** Over pairs of classes that differ, the sum of the products: exactly 0 where both have one class only, the same. */
function apart(some: Float64Array, others: Float64Array): number {
  const all = sum(others);
  let products = 0;
  for (const [index, one] of some.entries()) products += one * (all - (others[index] ?? 0));
  return products;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
