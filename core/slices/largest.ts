import type { SliceColumn } from '../predictions/predictions.ts';
import { mostSlices } from './limits.ts';
import { type SliceRows, slicesOf } from './slice-rows.ts';

/** The slices of these columns one after the other, without the smallest where there are more than a record takes. */
export function* largestSlices(columns: readonly SliceColumn[]): Generator<SliceRows> {
  const sizes: number[] = [];
  for (const { rows } of slicesOf(columns)) sizes.push(rows.length);
  const kept = new Set(
    [...sizes.keys()]
      .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
      .slice(0, mostSlices),
  );
  let index = 0;
  for (const slice of slicesOf(columns)) {
    if (kept.has(index)) yield slice;
    index += 1;
  }
}
