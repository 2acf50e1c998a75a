import type { Cell } from '../../predictions/columns/cell.ts';
import { parseNumber } from '../../predictions/parse-number.ts';
import { instantOf } from '../../time/instant.ts';
import { textOf } from './cell-text.ts';

/**
 * A moment as a column of times has it: an instant of ISO 8601, in milliseconds since 1970; or a number, of which the
 * unit is known only when all are. NaN for both where the value is no time.
 */
export interface Moment {
  readonly instant: number;
  readonly number: number;
}

/** The moment that a value is. */
export function momentOf(cell: Cell): Moment {
  const none = { instant: Number.NaN, number: Number.NaN };
  if (typeof cell === 'number') return Number.isFinite(cell) ? { ...none, number: cell } : none;
  const text = textOf(cell)?.trim();
  if (text === undefined || typeof cell === 'boolean') return none;
  const number = parseNumber(text);
  return Number.isNaN(number) ? { ...none, instant: instantOf(text) } : { ...none, number };
}
