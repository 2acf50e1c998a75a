import type { ColumnProfile } from '../../schemas/types.ts';
import { type Cell, cellText } from '../predictions/columns/cell.ts';
import {
  type CellList,
  type ColumnBuilder,
  onceFor,
  rowByRow,
} from '../predictions/columns/column.ts';
import { parseNumber } from '../predictions/parse-number.ts';
import { plainNumber } from './plain-number.ts';

/** What a column's rows hold, gathered over all files of a set. */
export interface ProfileColumn extends ColumnBuilder {
  readonly finish: (name: string) => ColumnProfile;
}

/**
 * Counts the kinds of a column's values. Only two numbers of it stay, to three significant digits: no value of a person
 * could be read from them.
 */
export function profileColumn(): ProfileColumn {
  let [missing, numbers, texts, booleans] = [0, 0, 0, 0];
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let first: string | number | null = null;
  let isConstant = true;
  const add = (value: string | number): void => {
    if (value === '') {
      missing += 1;
      return;
    }
    first ??= value;
    if (value !== first) isConstant = false;
    if (typeof value === 'number') {
      numbers += 1;
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
    } else if (value === 'true' || value === 'false') booleans += 1;
    else texts += 1;
  };
  const push = (cell: Cell): void => {
    add(valueOf(cell));
  };
  const read = onceFor((cells: CellList) => Array.from(cells, valueOf));
  return {
    expect() {},
    push,
    pushNumbers: rowByRow(push).pushNumbers,
    pushCodes(cells, codes) {
      const values = read(cells);
      for (const code of codes) add(values[code] ?? '');
    },
    finish: (name) => ({
      name,
      missing,
      numbers,
      texts,
      booleans,
      isConstant: isConstant && first !== null,
      ...(numbers === 0 ? {} : { smallest: rounded(smallest), largest: rounded(largest) }),
    }),
  };
}

/** A number where the value is one, whichever way it is written, else its text. */
function valueOf(cell: Cell): string | number {
  if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
  const plain = typeof cell === 'string' ? plainNumber(cell) : Number.NaN;
  if (!Number.isNaN(plain)) return plain;
  const text = cellText(cell);
  const number = parseNumber(text);
  return Number.isNaN(number) ? text : number;
}

function rounded(number: number): number {
  const value = Number(number.toPrecision(3));
  return Number.isFinite(value) ? value : number;
}
