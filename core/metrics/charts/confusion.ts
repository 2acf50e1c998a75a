import type { ConfusionChart } from '../../../schemas/types.ts';
import type { BinaryPredictions, MulticlassPredictions } from '../../predictions/predictions.ts';

/** A larger table can't be read, and one without some of the classes would mislead. */
const mostClasses = 20;
const longestName = 1024;

/** Rows by true and predicted class, the negative class first. */
export function binaryConfusionChart(
  { labels, predicted, positive, negative }: BinaryPredictions,
  weights: Float64Array,
): ConfusionChart {
  const cells = count(2, labels, predicted, weights);
  if (negative !== null) return chart([negative, positive], cells);
  return chart([positive], [[cells[1]?.[1] ?? 0]]);
}

/** Rows by true and predicted class, or null where there are more than 20 classes. */
export function multiclassConfusionChart(
  { classes, labels, predicted }: MulticlassPredictions,
  weights: Float64Array,
): ConfusionChart | null {
  if (classes.length > mostClasses) return null;
  return chart(classes, count(classes.length, labels, predicted, weights));
}

function count(
  classes: number,
  labels: Uint8Array | Int32Array,
  predicted: Uint8Array | Int32Array,
  weights: Float64Array,
): number[][] {
  const cells = new Float64Array(classes * classes);
  for (let row = 0; row < labels.length; row++) {
    const cell = (labels[row] ?? 0) * classes + (predicted[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + (weights[row] ?? 0);
  }
  return Array.from({ length: classes }, (_, label) => [
    ...cells.subarray(label * classes, (label + 1) * classes),
  ]);
}

function chart(classes: readonly string[], rows: number[][]): ConfusionChart {
  return { kind: 'confusion', classes: classes.map(shortened), rows };
}

/** By code points, as the schema counts them, so that none is cut in two. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= longestName) return name;
  return `${characters.slice(0, longestName - 1).join('')}…`;
}
