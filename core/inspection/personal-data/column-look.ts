import { type Cell, cellText } from '../../predictions/columns/cell.ts';
import { type ColumnBuilder, rowByRow } from '../../predictions/columns/column.ts';
import { type Look, lookAt } from './look.ts';

/** So many rows of a file are looked at one by one, and one of each `afterwards` behind them. */
const firstRows = 10_000;
const afterwards = 100;

/** A number with fewer digits is nobody's; so many are 13 digits or more. */
const smallestNumber = 1e12;

/** Looks at the values of a column in the sample of a file's rows. */
export interface ColumnLook extends ColumnBuilder {
  readonly found: () => readonly Look[];
}

/** How many of a file's rows are looked at. */
export function sampledRows(rows: number): number {
  if (rows <= firstRows) return rows;
  return firstRows + Math.ceil((rows - firstRows) / afterwards);
}

/** Keeps kinds and counts, and never a value. */
export function columnLook(): ColumnLook {
  const found = new Map<Look['kind'], Look>();
  let row = 0;
  const push = (cell: Cell): void => {
    const isSampled = row < firstRows || row % afterwards === 0;
    row += 1;
    if (!isSampled || (typeof cell === 'number' && Math.abs(cell) < smallestNumber)) return;
    for (const look of lookAt(cellText(cell)))
      found.set(look.kind, sum(found.get(look.kind), look));
  };
  return { expect() {}, push, ...rowByRow(push), found: () => [...found.values()] };
}

/** Two looks of one kind together. */
export function sum(known: Look | undefined, { kind, matches, verified }: Look): Look {
  return {
    kind,
    matches: matches + (known?.matches ?? 0),
    verified: verified + (known?.verified ?? 0),
  };
}
