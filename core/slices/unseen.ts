import { formatCount } from '../report/number.ts';
import type { RecordedSlice, RecordedSlices } from './recorded.ts';

/** What the slices of the same columns hold together. */
interface Seen {
  readonly rows: number;
  /** Of the slice with the fewest rows. A value that is told apart from no other has no more, for the largest are kept. */
  readonly smallest: number;
  /** Whether they are ranges of numbers: rows without a number are in none, however many they are. */
  readonly areRanges: boolean;
}

/**
 * Sentences without a full stop that say of which rows no slice by these columns tells, where one of `fewestRows` may be
 * among them: a record holds the 20 most frequent values of a column, and a bounded number of slices.
 */
export function unseenRows(
  { slices, rows: all }: RecordedSlices & { readonly rows: number },
  columns: readonly string[],
  fewestRows: number,
): readonly string[] {
  const seen = seenBy(slices);
  const unseenBy = (names: readonly string[]): number =>
    Math.max(0, all - (seen.get(keyOf(names))?.rows ?? 0));
  const single = columns.filter((column) => {
    const found = seen.get(keyOf([column]));
    const isLarge = found === undefined || found.areRanges || found.smallest >= fewestRows;
    return isLarge && unseenBy([column]) >= fewestRows;
  });
  return [
    ...single.map(
      (column) =>
        `${formatCount(unseenBy([column]), 'row')} of ${formatCount(all, 'row')} are in no slice by ${column} that was recorded, having no value there or one of too many: put rare values together`,
    ),
    ...(isLargestCut(slices, fewestRows) ? pairsOf(columns) : []).flatMap((pair) => {
      const left = unseenBy(pair);
      const isCut = left > pair.reduce((sum, column) => sum + unseenBy([column]), 0);
      if (!isCut || left < fewestRows) return [];
      return [
        `${formatCount(left, 'row')} of ${formatCount(all, 'row')} are in no slice by ${pair.join(' and ')} that was recorded, since there are too many slices: name fewer columns in evaluate.slices`,
      ];
    }),
  ];
}

/** Whether a slice of two columns that did not fit may have so many rows: those that fit are the largest. */
function isLargestCut(slices: readonly RecordedSlice[], fewestRows: number): boolean {
  return slices.every(({ slice, rows }) => slice.length < 2 || rows >= fewestRows);
}

function seenBy(slices: readonly RecordedSlice[]): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { slice, rows } of slices) {
    const key = keyOf(slice.map(({ column }) => column));
    const before = seen.get(key);
    seen.set(key, {
      rows: (before?.rows ?? 0) + rows,
      smallest: Math.min(before?.smallest ?? rows, rows),
      areRanges: (before?.areRanges ?? false) || slice.some(({ value }) => value === undefined),
    });
  }
  return seen;
}

function pairsOf(columns: readonly string[]): readonly (readonly string[])[] {
  return columns.flatMap((first, index) => columns.slice(index + 1).map((other) => [first, other]));
}

/** The order of columns is the candidate's. */
function keyOf(columns: readonly string[]): string {
  return JSON.stringify(columns.toSorted());
}
