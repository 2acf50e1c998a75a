import { InputError } from '../../errors.ts';
import { badValues, position, rowName } from './bad-values.ts';
import { type Cell, cellText } from './cell.ts';
import { type ColumnBuilder, type ColumnPlace, rowByRow } from './column.ts';
import { compareKeys, keyList, keyOfCell, rowsByKey } from '../keys.ts';
import { grouped, quoted } from './quoted.ts';

/** Two rows of one id, counted from 0, and how many rows repeat an id of an earlier one. */
export interface DuplicateId {
  readonly first: number;
  readonly second: number;
  readonly repeated: number;
}

/** The column of the rows' ids, of which only 64-bit keys are kept. */
export interface IdColumn extends ColumnBuilder {
  readonly place: ColumnPlace;
  /** Two words a row (high, low), or what is wrong with them. Throws the InputError `bad-value` for a missing id. */
  readonly finish: (rows: number) => Uint32Array | DuplicateId;
}

export function idColumn(place: ColumnPlace): IdColumn {
  const keys = keyList();
  const bad = badValues(place, 'an id');
  let row = 0;
  const push = (cell: Cell, line: number): void => {
    const key = keyOfCell(cell);
    if (key === null) bad.add(cell, row, line);
    keys.push(key ?? { high: 0, low: 0 });
    row += 1;
  };
  return {
    place,
    expect: keys.expect,
    push,
    ...rowByRow(push),
    finish(rows) {
      bad.refuse(rows);
      const taken = keys.taken(rows);
      return duplicate(taken) ?? taken;
    },
  };
}

/** The InputError `duplicate-id`. `again` is the id and the line of the second row, read once more from the file. */
export function duplicateIdError(
  { file, name }: ColumnPlace,
  { first, second, repeated }: DuplicateId,
  rows: number,
  again: { readonly cell: Cell; readonly line: number },
): InputError {
  return new InputError(
    'duplicate-id',
    `In ${file} the id ${quoted(cellText(again.cell))} of column ${quoted(name)} is in ${rowName(first, 0)} and again in ${rowName(second, again.line)}; ${grouped(repeated)} of ${grouped(rows)} rows repeat an id. Give every row an id of its own, or leave out evaluate.predictions.id.`,
    position(file, again.line),
  );
}

/** The first row whose id an earlier one has; null where all are distinct. */
function duplicate(keys: Uint32Array): DuplicateId | null {
  const order = rowsByKey(keys);
  let found: Pick<DuplicateId, 'first' | 'second'> | null = null;
  let repeated = 0;
  let start = order[0] ?? 0;
  // Rows of one key keep their order, so that the first of them comes first.
  for (const row of order.subarray(1)) {
    if (compareKeys(keys, row, keys, start) !== 0) {
      start = row;
      continue;
    }
    repeated += 1;
    if (found === null || row < found.second) found = { first: start, second: row };
  }
  return found === null ? null : { ...found, repeated };
}
