import type { ColumnShape } from '../profile.ts';
import { categoricalCollector } from './categorical.ts';
import type { CollectorOptions, ColumnCollector } from './column-collector.ts';
import { numericCollector } from './numeric.ts';
import { textCollector } from './text.ts';
import { timeCollector } from './times.ts';

/** So many numbers of a column are kept as they are, where the table has few columns. */
const mostExactOfColumn = 50_000;
/** So many are kept of all columns together. */
const mostExactOfTable = 4_000_000;

/** Who counts a column of that kind. */
export function collectorFor(shape: ColumnShape, options: CollectorOptions): ColumnCollector {
  switch (shape.kind) {
    case 'numeric':
      return numericCollector(shape.grid, options);
    case 'categorical':
      return categoricalCollector(shape.coding);
    case 'text':
      return textCollector(shape.grid, options);
    case 'time':
      return timeCollector(options);
    default:
      return shape satisfies never;
  }
}

/** How many numbers of each of so many columns are kept as they are, before they are counted in bins. */
export function mostExactOf(columns: number): number {
  return Math.min(mostExactOfColumn, Math.floor(mostExactOfTable / Math.max(1, columns)));
}
