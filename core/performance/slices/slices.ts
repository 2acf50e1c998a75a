import type { Predictions, SliceColumn, SliceLevel } from '../../predictions/predictions.ts';
import { formatNumber } from '../../report/number.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import { slicesOf } from '../../slices/slice-rows.ts';
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

/** The slices of some rows by each column alone, the largest first. */
export function slicesAmong(kept: KeptRows, rows: Uint32Array): readonly ProductionSlice[] {
  const { slices } = kept.predictions;
  const found = slices.flatMap((column) => {
    const codes = Int32Array.from(rows, (row) => column.codes[row] ?? -1);
    return Array.from(slicesOf([{ ...column, codes }]), ({ rows: members }) => {
      const own = Uint32Array.from(members, (place) => rows[place] ?? 0);
      return sliceOf(column, column.levels[column.codes[own[0] ?? 0] ?? -1], own);
    });
  });
  return found.toSorted((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
}

function sliceOf(
  { name }: SliceColumn,
  level: SliceLevel | undefined,
  rows: Uint32Array,
): ProductionSlice {
  const column = name.slice(0, 256).toWellFormed();
  return { column, value: valueOf(level), key: JSON.stringify([name, level]), rows };
}

function valueOf(level: SliceLevel | undefined): string {
  if (level === undefined) return '';
  if (level.kind === 'range') return `${formatNumber(level.from)} to ${formatNumber(level.to)}`;
  return level.value === '' ? '(missing)' : level.value.slice(0, 256).toWellFormed();
}

/** The predictions of those of a slice's rows that have a label. */
export function labelledSlice(kept: KeptRows, { rows }: ProductionSlice): Predictions {
  return selectRows(kept.predictions, labelledOf(kept, rows));
}
