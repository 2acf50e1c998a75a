import type { PredictionsConfig } from '../../../schemas/types.ts';
import { InputError } from '../../errors.ts';
import { groupColumn } from '../columns/group-column.ts';
import { finiteNumber, numberColumn } from '../columns/number-column.ts';
import type { TaskColumns } from './task-columns.ts';
import { namedColumn, wantedColumn } from '../columns/wanted-column.ts';

/** The relevance, the score by which rows are sorted, and the query. Rows of one query are drawn together. */
export function rankingColumns(config: PredictionsConfig, file: string): TaskColumns {
  const label = wantedColumn(config.label, 'predictions.label', file, (place) =>
    numberColumn(place, {
      least: 0,
      most: Number.MAX_VALUE,
      must: 'a finite number, 0 or more, since it is the relevance of the row',
    }),
  );
  const prediction = wantedColumn(config.prediction, 'predictions.prediction', file, (place) =>
    numberColumn(place, finiteNumber),
  );
  const query = namedColumn(config, 'query', file, (place) =>
    groupColumn(place, 'the name of a query'),
  );
  if (query === null) {
    throw new InputError(
      'bad-columns',
      'A ranking is judged query by query: name the column of the query in evaluate.predictions.query.',
      { file },
    );
  }
  return {
    columns: [label, prediction, query],
    finish(rows) {
      const labels = label.column.finish(rows.rows);
      const predicted = prediction.column.finish(rows.rows);
      const queries = query.column.finish(rows.rows);
      const clusters = rows.clusters ?? queries;
      return { kind: 'ranking', ...rows, clusters, queries, labels, predicted };
    },
  };
}
