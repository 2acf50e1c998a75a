import type { SliceName } from '../../schemas/types.ts';
import { formatNumber } from '../report/number.ts';

/** A slice in plain text, for a sentence: `weather = rain and temp from 3.2 to 17.5`. */
export function sliceInWords(slice: SliceName): string {
  return slice
    .map(({ column, value, from, to }) => {
      if (value !== undefined) return `${column} = ${value}`;
      const low = from === undefined ? '' : ` from ${formatNumber(from)}`;
      const high = to === undefined ? '' : ` to ${formatNumber(to)}`;
      return low === '' && high === '' ? `${column} has no value` : `${column}${low}${high}`;
    })
    .join(' and ');
}
