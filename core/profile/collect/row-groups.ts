import type { ChosenWindow } from './windows.ts';

/**
 * The groups by which rows are counted: each part of the table (its rows in their order, cut into pieces of one size),
 * and in it each window, and the rows that are in no window. All that is asked for are sums of groups.
 */
export interface RowGroups {
  /** The group of a row by its number in the table and its moment, which is NaN where it has none. */
  readonly of: (row: number, instant: number) => number;
  /** The same by the number of the part. */
  readonly at: (part: number, instant: number) => number;
  /** From this row on up to before the answer, rows are of one part. */
  readonly partEnd: (row: number) => number;
  readonly all: readonly number[];
  readonly parts: readonly (readonly number[])[];
  readonly windows: readonly (readonly number[])[];
}

/** Smaller parts differ from the whole by chance more than a threshold should allow for. */
const fewestRows = 400;
/** Of fewer parts the spread is not known. */
const fewestParts = 3;

/** So many groups of all columns together are counted: what is counted of one column in one takes up to 60 KB. */
const mostCounted = 30_000;

/** How many of the windows or parts that are asked for there is room for where so many columns are counted. */
export function fittingGroups(asked: number, columns: number): number {
  return Math.min(asked, Math.max(1, Math.floor(mostCounted / Math.max(1, columns))));
}

/** Into how many parts so many rows are cut, where `parts` are asked for. */
export function partsOf(rows: number, parts: number): number {
  const fitting = Math.min(parts, Math.floor(rows / fewestRows));
  return fitting < fewestParts ? 0 : fitting;
}

/** The groups of a table of so many rows. */
export function rowGroups(
  rows: number,
  partCount: number,
  chosen: readonly ChosenWindow[],
): RowGroups {
  const parts = Math.max(1, partCount);
  const slots = chosen.length + 1;
  const lengthMs = chosen[0] === undefined ? 1 : chosen[0].end - chosen[0].start;
  const slotOf = new Map(chosen.map(({ start }, index) => [Math.floor(start / lengthMs), index]));
  const none = chosen.length;
  const partOf = (row: number): number =>
    parts === 1 ? 0 : Math.min(parts - 1, Math.floor((row * parts) / Math.max(1, rows)));
  const firstOf = (part: number): number => Math.ceil((part * rows) / parts);
  const at: RowGroups['at'] = (part, instant) =>
    part * slots + (slotOf.get(Math.floor(instant / lengthMs)) ?? none);
  return {
    at,
    of: (row, instant) => at(partOf(row), instant),
    partEnd: (row) => {
      const part = partOf(row);
      return part === parts - 1 ? Infinity : firstOf(part + 1);
    },
    all: range(parts * slots),
    parts: range(partCount).map((part) => range(slots).map((slot) => part * slots + slot)),
    windows: chosen.map((_, slot) => range(parts).map((part) => part * slots + slot)),
  };
}

/** From 0 up to before a number. */
function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
