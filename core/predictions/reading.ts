import type { ModelConfig, PredictionsConfig } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { binaryColumns } from './tasks/binary-columns.ts';
import type { DuplicateId } from './columns/id-column.ts';
import { multiclassColumns } from './tasks/multiclass-columns.ts';
import type { Predictions } from './predictions.ts';
import { rankingColumns } from './tasks/ranking-columns.ts';
import { regressionColumns } from './tasks/regression-columns.ts';
import { rowColumns } from './columns/row-columns.ts';
import type { TaskColumns } from './tasks/task-columns.ts';
import type { WantedColumn } from './columns/wanted-column.ts';

/** Predictions while they are being read. */
export interface Reading {
  /** What to give the rows' values to; two may be of one name. */
  readonly columns: readonly WantedColumn[];
  /**
   * The predictions, once every column was given so many rows. Two rows of one id are not thrown, since the id is no
   * longer known: `duplicateIdError` says it when it was read again. Throws an InputError for all else that is wrong.
   */
  readonly finish: (rows: number) => Predictions | DuplicateId;
}

/** Begins to read predictions; `file` is what messages call them. Throws an InputError for columns that don't fit. */
export function beginReading(
  config: PredictionsConfig,
  task: ModelConfig['task'],
  slices: readonly string[],
  file: string,
): Reading {
  const ofTask = taskColumns[task](config, file);
  const ofRows = rowColumns(config, slices, file);
  return {
    columns: [...ofTask.columns, ...ofRows.columns],
    finish(rows) {
      if (rows === 0) throw noRows(file);
      const told = ofRows.finish(rows);
      return 'repeated' in told ? told : ofTask.finish(told);
    },
  };
}

const taskColumns: Readonly<
  Record<ModelConfig['task'], (config: PredictionsConfig, file: string) => TaskColumns>
> = {
  regression: regressionColumns,
  binary: binaryColumns,
  multiclass: multiclassColumns,
  ranking: rankingColumns,
};

function noRows(file: string): InputError {
  return new InputError(
    'no-rows',
    `${file} names its columns but has no rows: the evaluation must write one row for each that it predicts.`,
    { file },
  );
}
