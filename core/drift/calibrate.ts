import type { Calibration, ColumnProfile, TableProfile } from '../profile/profile.ts';
import { fewestRows } from './rules.ts';
import { pairOf } from './statistic.ts';
import { statisticFor } from './statistics.ts';

/**
 * How much parts of a reference differ from the whole, by column: mean and standard deviation (n - 1) of D or Cramér's V.
 * Parts are to be cut in the order of the rows and to be about as long as a window, so that what hangs together does so
 * in them as it does there; those with under 200 values differ by chance more than that. Columns that fewer than two parts
 * can tell of are left out.
 */
export function calibrate(
  whole: TableProfile,
  parts: readonly TableProfile[],
): ReadonlyMap<string, Calibration> {
  const calibrations = new Map<string, Calibration>();
  for (const [name, column] of whole.columns) {
    const sizes = parts
      .map((part) => part.columns.get(name))
      .map((part) => (part === undefined ? null : sizeBetween(column, part)))
      .filter((size) => size !== null);
    if (sizes.length < 2) continue;
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const squares = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / (sizes.length - 1));
    calibrations.set(name, { parts: sizes.length, mean, deviation });
  }
  return calibrations;
}

/** D or Cramér's V of two columns; null where they cannot be compared. */
function sizeBetween(reference: ColumnProfile, current: ColumnProfile): number | null {
  if (current.rows - current.missing - current.unreadable < fewestRows) return null;
  const pair = pairOf(reference, current);
  if (pair === null) return null;
  return statisticFor(reference.kind).compare(pair)?.size ?? null;
}
