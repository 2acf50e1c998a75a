import type { ColumnProfile, ColumnShape, TableProfile } from './profile.ts';

/** How the columns of a reference were read, for reading what is compared with it. */
export function shapesOf(reference: TableProfile): ReadonlyMap<string, ColumnShape> {
  return new Map([...reference.columns].map(([name, column]) => [name, shapeOf(column)]));
}

function shapeOf(column: ColumnProfile): ColumnShape {
  if (column.kind === 'time') return { kind: column.kind };
  if (column.kind === 'categorical') return { kind: column.kind, coding: column.coding };
  return { kind: column.kind, grid: column.distribution.grid };
}
