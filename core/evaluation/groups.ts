import type { EvaluationRecord, GroupCounts, GroupedColumn } from '../../schemas/types.ts';
import type { BinaryPredictions, Predictions, SliceColumn } from '../predictions/predictions.ts';
import { levelPart } from '../slices/slice-rows.ts';

/**
 * How a binary classifier treated the rows of each value of each slice column: counts, which say nothing by themselves.
 * Nothing for other tasks and without slice columns. Rows count as one each, whatever their weight: a rate of people.
 */
export function groupCounts(predictions: Predictions): Pick<EvaluationRecord, 'groups'> {
  if (predictions.kind !== 'binary' || predictions.slices.length === 0) return {};
  return { groups: predictions.slices.map((column) => countsBy(column, predictions)) };
}

function countsBy(
  column: SliceColumn,
  { rows, labels, predicted }: BinaryPredictions,
): GroupedColumn {
  // For each level and, last, for the rows without one: all rows by label (2) and prediction (1).
  const cells = new Float64Array(4 * (column.levels.length + 1));
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row] ?? -1;
    const level = code < 0 ? column.levels.length : code;
    const cell = 4 * level + 2 * (labels[row] ?? 0) + (predicted[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const countsOf = (level: number): Omit<GroupCounts, 'group'> => {
    const [neither = 0, falsely = 0, missed = 0, rightly = 0] = cells.subarray(
      4 * level,
      4 * level + 4,
    );
    return {
      rows: neither + falsely + missed + rightly,
      positives: missed + rightly,
      selected: falsely + rightly,
      truePositives: rightly,
    };
  };
  return {
    column: column.name.slice(0, 256).toWellFormed(),
    left: countsOf(column.levels.length).rows,
    groups: column.levels.map((_, level) => ({
      group: levelPart(column, level),
      ...countsOf(level),
    })),
  };
}
