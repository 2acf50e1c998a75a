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

/** So many levels of a column are told apart by name to learn what it is, where the table has few columns. */
const mostNamedOfColumn = 10_000;
/** So many of all columns together. */
const mostNamedOfTable = 1_000_000;

/** Who counts a column of that kind. */
export function collectorFor(shape: ColumnShape, options: CollectorOptions): ColumnCollector {
  switch (shape.kind) {
    case 'numeric':
      return numericCollector(shape.grid, options);
    case 'categorical':
      return categoricalCollector(shape.coding, options);
    case 'text':
      return textCollector(shape.grid, options);
    case 'time':
      return timeCollector(options);
    default:
      return shape satisfies never;
  }
}

/** How each of so many columns is counted; times after `now` are in the future. */
export function collectorOptions(columns: number, now: Date): CollectorOptions {
  const share = Math.floor(mostExactOfTable / Math.max(1, columns));
  return { columns, mostExact: Math.min(mostExactOfColumn, share), now: now.getTime() };
}

/** How many levels of each of so many columns are told apart by name to learn what it is. */
export function mostNamedOf(columns: number): number {
  return Math.min(mostNamedOfColumn, Math.floor(mostNamedOfTable / Math.max(1, columns)));
}
