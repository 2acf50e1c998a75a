import type { Predictions, SliceColumn, SliceLevel } from '../../predictions/predictions.ts';
import { formatNumber } from '../../report/number.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import { slicesOf } from '../../slices/slice-rows.ts';
import { bounded } from '../../text/bounded.ts';
import { type KeptRows, labelledOf } from '../rows.ts';

/** The rows of one value of one slice column. */
export interface ProductionSlice {
  readonly column: string;
  readonly value: string;
  /** The same for the same value or range of the same column, wherever. */
  readonly key: string;
  /** Among all that were kept. */
  readonly rows: Uint32Array;
}

/** The slices of the reference, by their keys. */
export type ReferenceSlices = ReadonlyMap<string, ProductionSlice>;

/** The slices of some rows by each column alone, the largest first. */
export function slicesAmong(kept: KeptRows, rows: Uint32Array): readonly ProductionSlice[] {
  const { slices } = kept.predictions;
  const found = slices.flatMap((column) => {
    const codes = codesOf(column, rows);
    return Array.from(slicesOf([{ ...column, codes }]), ({ rows: members }) => {
      const own = picked(rows, members);
      return sliceOf(column, column.levels[column.codes[own[0] ?? 0] ?? -1], own);
    });
  });
  return found.toSorted((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
}

// In loops, since making a typed array with a function first makes a list of all rows.

function codesOf({ codes }: SliceColumn, rows: Uint32Array): Int32Array {
  const found = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) found[place] = codes[rows[place] ?? 0] ?? -1;
  return found;
}

function picked(rows: Uint32Array, places: Uint32Array): Uint32Array {
  const found = new Uint32Array(places.length);
  for (let index = 0; index < places.length; index++) found[index] = rows[places[index] ?? 0] ?? 0;
  return found;
}

function sliceOf(
  { name }: SliceColumn,
  level: SliceLevel | undefined,
  rows: Uint32Array,
): ProductionSlice {
  const column = bounded(name, 256);
  return { column, value: valueOf(level), key: JSON.stringify([name, level]), rows };
}

function valueOf(level: SliceLevel | undefined): string {
  if (level === undefined) return '';
  if (level.kind === 'range') return `${formatNumber(level.from)} to ${formatNumber(level.to)}`;
  return level.value === '' ? '(missing)' : bounded(level.value, 256);
}

/** The predictions of those of a slice's rows that have a label. */
export function labelledSlice(kept: KeptRows, { rows }: ProductionSlice): Predictions {
  return selectRows(kept.predictions, labelledOf(kept, rows));
}

/** `"city" is "a"`, as sentences name a slice. */
export function sliceName({ column, value }: ProductionSlice): string {
  return `${JSON.stringify(bounded(column, 60))} is ${JSON.stringify(bounded(value, 60))}`;
}
