import { numberOf } from '../values.ts';
import type { Cell } from '../../predictions/columns/cell.ts';
import { instantOf } from '../../time/instant.ts';
import type { ColumnType } from '../profile.ts';
import { textOf } from './cell-text.ts';

/** How many rows speak for each type of a column. */
export type TypeVotes = Map<ColumnType, number>;

const order = ['number', 'time', 'boolean', 'text', 'other'] as const satisfies ColumnType[];

/** Adds the votes of so many rows. */
export function vote(votes: TypeVotes, type: ColumnType, rows: number): void {
  votes.set(type, (votes.get(type) ?? 0) + rows);
}

/** The type of most rows, so that a slip of the pen among numbers makes no texts of them; `empty` without any. */
export function mostVoted(votes: TypeVotes): ColumnType {
  let best: ColumnType = 'empty';
  for (const type of order) if ((votes.get(type) ?? 0) > (votes.get(best) ?? 0)) best = type;
  return best;
}

/** What one value is, of a kind of file that has no types; null where there is none. */
export function typeOfCell(cell: Cell): ColumnType | null {
  const text = textOf(cell);
  if (text === null) return null;
  if (!Number.isNaN(numberOf(text))) return 'number';
  const trimmed = text.trim();
  if (/^(?:true|false)$/i.test(trimmed)) return 'boolean';
  return Number.isNaN(instantOf(trimmed)) ? 'text' : 'time';
}
