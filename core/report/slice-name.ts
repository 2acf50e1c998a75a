import type { SliceName, SlicePart } from '../../schemas/types.ts';
import { literal } from './literal.ts';
import { formatNumber } from './number.ts';

/** A slice as a person names it: `weather` = `rain` and `temp` from 3.2 to 17.5. The text is Markdown. */
export function sliceName(slice: SliceName): string {
  return slice.map(condition).join(' and ');
}

/** Tells slices apart: the same for the same conditions in the same order. */
export function sliceKey(slice: SliceName): string {
  return JSON.stringify(slice.map(({ column, value, from, to }) => [column, value, from, to]));
}

function condition({ column, value, from, to }: SlicePart): string {
  const name = literal(column, 40);
  if (value !== undefined) return `${name} = ${literal(value, 40)}`;
  const low = from === undefined ? '' : ` from ${formatNumber(from)}`;
  const high = to === undefined ? '' : ` to ${formatNumber(to)}`;
  return low === '' && high === '' ? `${name} has no value` : `${name}${low}${high}`;
}
