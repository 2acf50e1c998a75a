import { isMissing } from '../values.ts';
import type { Cell } from '../../predictions/columns/cell.ts';

/** The text of a value as it would stand in a CSV file; null where there is none: null, NaN, or a blank text. */
export function textOf(cell: Cell): string | null {
  if (cell === null) return null;
  const text = String(cell);
  return isMissing(text) ? null : text;
}
