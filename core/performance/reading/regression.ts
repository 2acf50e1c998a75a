import type { ProductionColumns } from '../columns.ts';
import { largest, read, type TaskReading, there } from './task-reading.ts';
import { numberValues, state } from './values.ts';

/** Numbers, the ends of the predicted interval, and quantiles. A row whose interval ends before it begins is unreadable. */
export function regression(columns: ProductionColumns, prediction: string): TaskReading {
  const label = read(columns.label, numberValues(-largest, largest));
  const predicted = { name: prediction, column: numberValues(-largest, largest) };
  const lower = read(columns.bounds?.lower ?? null, numberValues(-largest, largest));
  const upper = read(columns.bounds?.upper ?? null, numberValues(-largest, largest));
  const quantiles = Object.entries(columns.quantiles).map(([text, name]) => ({
    quantile: Number(text),
    name,
    column: numberValues(-largest, largest),
  }));
  return {
    label,
    others: [predicted, ...there([lower, upper]), ...quantiles],
    finish(rows, states) {
      const count = rows.rows;
      const bounds =
        lower === null || upper === null
          ? null
          : { lower: lower.column.values(count), upper: upper.column.values(count) };
      if (bounds !== null) {
        for (let row = 0; row < count; row++) {
          if ((bounds.lower[row] ?? 0) > (bounds.upper[row] ?? 0)) states[row] = state.unreadable;
        }
      }
      return {
        kind: 'numeric',
        ...rows,
        labels: label?.column.values(count) ?? new Float64Array(count),
        predicted: predicted.column.values(count),
        bounds,
        quantiles: new Map(
          quantiles.map(({ quantile, column }) => [quantile, column.values(count)]),
        ),
      };
    },
  };
}
