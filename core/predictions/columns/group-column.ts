import { badValues } from './bad-values.ts';
import type { Cell } from './cell.ts';
import { type ColumnBuilder, type ColumnPlace, rowByRow } from './column.ts';
import type { Key } from '../key.ts';
import { compareKeys, keyList, keyOfCell, rowsByKey } from '../keys.ts';
import type { Clusters } from '../predictions.ts';

/** So many distinct values are remembered, so that they are not hashed again in every row. */
const mostRemembered = 10_000;

/** A column that says what rows belong together: the group or the query. */
export interface GroupColumn extends ColumnBuilder {
  /** Numbered in the order of their keys, whatever the order of the rows. Throws the InputError `bad-value`. */
  readonly finish: (rows: number) => Clusters;
}

/** `must` completes "must be …". */
export function groupColumn(place: ColumnPlace, must: string): GroupColumn {
  const keys = keyList();
  const bad = badValues(place, must);
  const remembered = new Map<Cell, Key | null>();
  let row = 0;
  const keyOfGroup = (cell: Cell): Key | null => {
    const known = remembered.get(cell);
    if (known !== undefined) return known;
    const key = keyOfCell(cell);
    if (remembered.size < mostRemembered) remembered.set(cell, key);
    return key;
  };
  const push = (cell: Cell, line: number): void => {
    const key = keyOfGroup(cell);
    if (key === null) bad.add(cell, row, line);
    keys.push(key ?? { high: 0, low: 0 });
    row += 1;
  };
  return {
    expect: keys.expect,
    push,
    ...rowByRow(push),
    finish(rows) {
      bad.refuse(rows);
      return clusters(keys.taken(rows));
    },
  };
}

function clusters(keys: Uint32Array): Clusters {
  const order = rowsByKey(keys);
  const codes = new Int32Array(order.length);
  let code = 0;
  let before = order[0] ?? 0;
  for (const row of order) {
    if (compareKeys(keys, row, keys, before) !== 0) code += 1;
    codes[row] = code;
    before = row;
  }
  return { count: code + 1, codes };
}
