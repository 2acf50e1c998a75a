import { parseNumber } from '../parse-number.ts';

/** One value as a file holds it; null where there is none. */
export type Cell = string | number | bigint | boolean | null;

/**
 * The text by which values are compared, whichever kind of file holds them: without spaces around it, a whole number
 * without the `.0` that it gets when a library holds it as a float, `true` and `false` in lower case, U+FFFD for half a
 * character (a lone surrogate, which JSON can spell and UTF-8 can't). Empty where there is no value: null, NaN, or a text
 * that is blank or says `nan`.
 */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return normalText(cell);
  return cell === null || Number.isNaN(cell) ? '' : String(cell);
}

/** A finite number; NaN where the value is none. True and false are none. */
export function cellNumber(cell: Cell): number {
  if (typeof cell === 'string') return parseNumber(cell);
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : Number.NaN;
  return typeof cell === 'bigint' ? Number(cell) : Number.NaN;
}

function normalText(text: string): string {
  const trimmed = text.trim().toWellFormed();
  if (/^(?:nan|true|false)$/i.test(trimmed)) {
    const word = trimmed.toLowerCase();
    return word === 'nan' ? '' : word;
  }
  return trimmed.replace(/^([+-]?\d+)\.0+$/, '$1');
}
