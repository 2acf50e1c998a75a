import type { Part } from './fit.ts';
import { sizeOf } from './size.ts';
import { type Column, more, table, tableRow } from './table.ts';

/** A column and what stands in it, as Markdown. */
export interface Field<Row> extends Column {
  readonly cell: (row: Row) => string;
}

/** A table that loses rows, the least telling first, where there is no room for all of them. */
export interface LongTable<Row> {
  readonly essential: boolean;
  readonly fields: readonly Field<Row>[];
  /** In the order in which they are shown. */
  readonly rows: readonly Row[];
  /** Rows of a lower rank are kept before others, and of the same rank the earlier ones. */
  readonly rank: (row: Row) => number;
  /** As many as a person reads. */
  readonly most: number;
  /** What follows the number of rows that are left out: `metrics are not shown.` */
  readonly rest: string;
  /** Puts around the table what stays however short it is. */
  readonly wrap: (lines: readonly string[]) => readonly string[];
}

/** The table as a part that can be shortened; without rows it is empty. */
export function longTable<Row>(long: LongTable<Row>): Part {
  const { essential, fields, rows, rank, most, rest, wrap } = long;
  if (rows.length === 0) return { essential, lines: [] };
  const ranked = rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => rank(a.row) - rank(b.row))
    .slice(0, most)
    .map(({ row, index }) => ({ index, line: tableRow(fields.map(({ cell }) => cell(row))) }));
  const first = (count: number): readonly string[] => {
    const shown = ranked.slice(0, count).sort((a, b) => a.index - b.index);
    const lines = [...table(fields, []), ...shown.map(({ line }) => line)];
    return wrap([...lines, ...more(rows.length - shown.length, rest)]);
  };
  return {
    essential,
    lines: first(most),
    shorter: (room) => {
      const count = countWithin(ranked, sizeOf(first(0)), room);
      return count === 0 ? null : first(count);
    },
  };
}

/** How many of the lines fit beside what is there already. */
function countWithin(
  ranked: readonly { readonly line: string }[],
  already: number,
  room: number,
): number {
  let size = already;
  const beyond = ranked.findIndex(({ line }) => {
    size += sizeOf([line]);
    return size > room;
  });
  return beyond === -1 ? ranked.length : beyond;
}
