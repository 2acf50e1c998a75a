import type { SliceColumn } from '../predictions/predictions.ts';
import { slicesKept } from './limits.ts';
import { type SliceRows, slicesOf } from './slice-rows.ts';

/** The slices that a record takes. */
export interface KeptSlices {
  readonly count: number;
  /** Made anew one after the other, since the row numbers of all would be many. */
  readonly slices: Iterable<SliceRows>;
}

/**
 * The slices of these columns, where there are more than a record takes with so many metrics without some: those of one
 * column stay before those of two, which only say more of them, and of either the largest.
 */
export function largestSlices(columns: readonly SliceColumn[], metrics: number): KeptSlices {
  const found = Array.from(slicesOf(columns), ({ name, rows }, index) => ({
    index,
    parts: name.length,
    rows: rows.length,
  }));
  const kept = new Set(
    found
      .sort((a, b) => a.parts - b.parts || b.rows - a.rows || a.index - b.index)
      .slice(0, slicesKept(metrics))
      .map(({ index }) => index),
  );
  return { count: kept.size, slices: chosen(columns, kept) };
}

function* chosen(columns: readonly SliceColumn[], kept: ReadonlySet<number>): Generator<SliceRows> {
  let index = 0;
  for (const slice of slicesOf(columns)) {
    if (kept.has(index)) yield slice;
    index += 1;
  }
}
