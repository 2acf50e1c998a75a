import { createHash } from 'node:crypto';
import type { EvaluationSet } from '../../schemas/types.ts';
import type { Predictions } from './predictions.ts';

/**
 * The rows that were judged. The digest is the sha256 of one line per row, the JSON of `[id, label]` and a line feed,
 * sorted by id (by UTF-16 code units); without ids, `[position from 0, label]` in the file's order. A label is a
 * number for regression and a text for classes. So neither the order of rows with ids nor the predictions matter.
 */
export function evaluationSet(predictions: Predictions): EvaluationSet {
  const { rows } = predictions;
  const hash = createHash('sha256');
  for (const [id, row] of orderedRows(predictions)) {
    hash.update(`${JSON.stringify([id, labelOf(predictions, row)])}\n`);
  }
  return { digest: `sha256:${hash.digest('hex')}`, rows };
}

function* orderedRows({ ids, rows }: Predictions): Generator<readonly [string | number, number]> {
  if (ids === null) {
    for (let row = 0; row < rows; row++) yield [row, row];
    return;
  }
  const places = new Map(ids.map((id, row) => [id, row]));
  for (const id of ids.toSorted()) yield [id, places.get(id) ?? -1];
}

function labelOf(predictions: Predictions, row: number): number | string | undefined {
  if (predictions.kind === 'numeric') return predictions.labels[row];
  return predictions.classes[predictions.labels[row] ?? -1];
}
