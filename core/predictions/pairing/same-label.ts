import { classesByCode } from '../label-classes.ts';
import type { Predictions } from '../predictions.ts';

/** Whether a row of one and a row of the other have the same label. Both are of one kind. */
export function sameLabel(
  one: Predictions,
  other: Predictions,
): (row: number, otherRow: number) => boolean {
  if (isOfClasses(one) && isOfClasses(other)) {
    const others = classesByCode(other);
    const codes = Int32Array.from(classesByCode(one), (name) => others.indexOf(name));
    return (row, otherRow) => codes[one.labels[row] ?? 0] === other.labels[otherRow];
  }
  return (row, otherRow) => one.labels[row] === other.labels[otherRow];
}

/** Whether a row weighs the same in both: a row that weighs more now is judged otherwise than it was. */
export function sameWeight(
  one: Predictions,
  other: Predictions,
): (row: number, otherRow: number) => boolean {
  const [ours, theirs] = [one.weights, other.weights];
  if (ours === null && theirs === null) return () => true;
  return (row, otherRow) => (ours?.[row] ?? 1) === (theirs?.[otherRow] ?? 1);
}

/** Whether labels are classes. */
export function isOfClasses(
  predictions: Predictions,
): predictions is Extract<Predictions, { readonly kind: 'binary' | 'multiclass' }> {
  return predictions.kind === 'binary' || predictions.kind === 'multiclass';
}
