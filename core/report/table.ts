import { formatWhole } from './number.ts';

/** A column's heading, and the side to which its cells keep. */
export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right' | 'center';
}

const rules = { left: ':--', right: '--:', center: ':-:' } as const;

/** A Markdown table of cells that are Markdown already; untrusted text has gone through `literal` or `prose`. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [
    tableRow(columns.map(({ heading }) => heading)),
    tableRow(columns.map(({ align }) => rules[align])),
    ...rows.map(tableRow),
  ];
}

/** The first rows of a long table, and how many were left out. */
export function firstRows<Row>(
  rows: readonly Row[],
  most: number,
): { readonly shown: readonly Row[]; readonly left: number } {
  const shown = rows.slice(0, most);
  return { shown, left: rows.length - shown.length };
}

/** After a table: how many rows of what were left out; nothing when all are there. */
export function more(left: number, rest: string): readonly string[] {
  return left === 0 ? [] : ['', `${formatWhole(left)} more ${rest}`];
}

/** One row of a table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
