import { type RowGroups } from '../../../core/profile/collect/row-groups.ts';
import type { ChosenWindow } from '../../../core/profile/collect/windows.ts';
import type { DuckDb } from './open.ts';
import type { Moments } from './time.ts';
import type { Scan } from './scan.ts';

/** To which groups rows belong, and how DuckDB is to tell it. */
export interface Grouping {
  readonly groups: RowGroups;
  readonly windows: readonly ChosenWindow[];
  /** All rows of the table, and into how many parts they are cut. */
  readonly rows: number;
  readonly parts: number;
  readonly moments: Moments | null;
}

/** What stands between `select` and `from`, and behind `group by`: the part `p` and the start `w` of the window. */
export interface GroupSql {
  readonly columns: readonly string[];
  readonly names: readonly string[];
  /** The group by the values of these columns. */
  readonly groupOf: (values: readonly unknown[]) => number;
}

/** How the rows of a scan are grouped by DuckDB. */
export function groupSql(grouping: Grouping, scan: Scan): GroupSql {
  const { groups, windows, parts, rows, moments } = grouping;
  const [first, last] = [windows[0], windows.at(-1)];
  const hasParts = parts > 1;
  const hasWindows = moments !== null && first !== undefined && last !== undefined;
  const part = `least(${parts - 1}, (${scan.rowNumber} * ${parts}) // ${rows})::double as p`;
  const columns = hasParts ? [part] : [];
  if (hasWindows) {
    const instant = moments.sqlOf(scan);
    const lengthMs = first.end - first.start;
    columns.push(
      `case when ${instant} >= ${first.start} and ${instant} < ${last.end} then floor(${instant} / ${lengthMs}) * ${lengthMs} end as w`,
    );
  }
  return {
    columns,
    names: [...(hasParts ? ['p'] : []), ...(hasWindows ? ['w'] : [])],
    groupOf(values) {
      const part = hasParts ? Number(values[0]) : 0;
      const start = hasWindows ? values[hasParts ? 1 : 0] : null;
      return groups.at(part, typeof start === 'number' ? start : Number.NaN);
    },
  };
}

/** How many rows of a scan each group has. */
export async function groupRows(
  db: DuckDb,
  grouping: Grouping,
  scan: Scan,
): Promise<ReadonlyMap<number, number>> {
  const { columns, names, groupOf } = groupSql(grouping, scan);
  if (columns.length === 0) return new Map([[groupOf([]), scan.rows]]);
  const found = new Map<number, number>();
  const rows = await db.rows(
    `select count(*)::double, ${names.join(', ')} from (select ${columns.join(', ')} from ${scan.table})
     group by ${names.join(', ')}`,
  );
  for (const [count, ...values] of rows) {
    const group = groupOf(values);
    found.set(group, (found.get(group) ?? 0) + Number(count));
  }
  return found;
}
