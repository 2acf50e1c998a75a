import type { ModelConfig, PredictionsConfig } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import type { Table } from '../table.ts';
import { classColumns, positiveClass } from './class-columns.ts';
import { numericColumn, scoreColumn } from './numeric-column.ts';
import { columnOf } from './predictions-column.ts';
import { rowIds } from './row-ids.ts';

/** What a regression model predicted: one finite number per row. At least one row. */
export interface NumericPredictions {
  readonly kind: 'numeric';
  readonly rows: number;
  /** Distinct, one per row; null where a row is known by its position. */
  readonly ids: readonly string[] | null;
  readonly labels: Float64Array;
  readonly predicted: Float64Array;
}

/** What a classifier predicted: per row the index of a class. At least one row. */
export interface ClassPredictions {
  readonly kind: 'classes';
  readonly rows: number;
  /** Distinct, one per row; null where a row is known by its position. */
  readonly ids: readonly string[] | null;
  /** The classes that occur, sorted; for a binary model also the positive one where it does not occur. */
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** The index of the positive class of a binary model; null for a multiclass one. */
  readonly positive: number | null;
  /** The probability of the positive class, from 0 to 1; null where the configuration names no such column. */
  readonly scores: Float64Array | null;
}

/** Predictions that were validated: every row has a true and a predicted value. */
export type Predictions = NumericPredictions | ClassPredictions;

/** Reads and validates predictions; `file` is what messages call them. Throws an InputError that names the row. */
export function readPredictions(
  table: Table,
  config: PredictionsConfig,
  task: ModelConfig['task'],
  file: string,
): Predictions {
  const label = columnOf(table, config.label, 'label', file);
  const prediction = columnOf(table, config.prediction, 'prediction', file);
  const id = config.id === undefined ? null : columnOf(table, config.id, 'id', file);
  const { rows } = table;
  if (rows === 0) {
    throw new InputError(
      'no-rows',
      `${file} has a header but no rows: the evaluation must write one row for each that it predicts.`,
      { file },
    );
  }
  const ids = id === null ? null : rowIds(id);
  if (task === 'regression') {
    const [labels, predicted] = [numericColumn(label), numericColumn(prediction)];
    return { kind: 'numeric', rows, ids, labels, predicted };
  }
  if (task === 'multiclass') {
    const classes = classColumns(label, prediction, null);
    return { kind: 'classes', rows, ids, ...classes, positive: null, scores: null };
  }
  const name = config.positive ?? '1';
  const score = config.score === undefined ? null : columnOf(table, config.score, 'score', file);
  const classes = classColumns(label, prediction, name);
  return {
    kind: 'classes',
    rows,
    ids,
    ...classes,
    positive: positiveClass(classes.classes, name, file),
    scores: score === null ? null : scoreColumn(score),
  };
}
