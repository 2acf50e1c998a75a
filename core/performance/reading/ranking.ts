import { groupColumn } from '../../predictions/columns/group-column.ts';
import type { ProductionColumns } from '../columns.ts';
import { largest, read, type TaskReading } from './task-reading.ts';
import { named, numberValues } from './values.ts';

/** Relevance, score and query. The columns must name a query. */
export function ranking(columns: ProductionColumns, prediction: string): TaskReading {
  const label = read(columns.label, numberValues(0, largest));
  const predicted = { name: prediction, column: numberValues(-largest, largest) };
  const query = columns.query ?? '';
  const queries = named(groupColumn({ file: 'the current data', name: query }, 'a query'));
  return {
    label,
    others: [predicted, { name: query, column: queries }],
    finish(rows) {
      const found = queries.inner.finish(rows.rows);
      return {
        kind: 'ranking',
        ...rows,
        clusters: rows.clusters ?? found,
        queries: found,
        labels: label?.column.values(rows.rows) ?? new Float64Array(rows.rows),
        predicted: predicted.column.values(rows.rows),
      };
    },
  };
}
