import type { ColumnCollector } from '../../../core/profile/collect/column-collector.ts';
import type { DuckDb } from './open.ts';
import type { Scan } from './scan.ts';
import { type Grouping, groupSql } from './tallying.ts';

/** A column of which DuckDB counts the values. */
export interface LevelColumn {
  readonly sql: string;
  readonly collector: ColumnCollector;
}

/** So many columns are counted in one query: their places are the bits of a number. */
const batch = 24;

/** Counts the values of columns in one pass over their files for many columns. */
export async function countLevels(
  db: DuckDb,
  grouping: Grouping,
  scan: Scan,
  columns: readonly LevelColumn[],
): Promise<void> {
  for (let start = 0; start < columns.length; start += batch) {
    await countBatch(db, grouping, scan, columns.slice(start, start + batch));
  }
}

async function countBatch(
  db: DuckDb,
  grouping: Grouping,
  scan: Scan,
  columns: readonly LevelColumn[],
): Promise<void> {
  const group = groupSql(grouping, scan);
  const values = columns.map((_, index) => `v${index}`);
  const selected = columns.map(({ sql }, index) => `${sql} as v${index}`);
  const sets = values.map((value) => `(${[value, ...group.names].join(', ')})`);
  // The most frequent come first, so that it is the rare ones that are not kept by name.
  const sql = `select count(*)::double as n, grouping(${values.join(', ')})::double as g,
      ${[...group.names, ...values].join(', ')}
    from (select ${[...group.columns, ...selected].join(', ')} from ${scan.table})
    group by grouping sets (${sets.join(', ')})
    order by n desc, ${values.join(', ')}`;
  for await (const chunk of db.stream(sql)) {
    const vectors = Array.from({ length: chunk.columnCount }, (_, column) =>
      chunk.getColumnVector(column),
    );
    const { rowCount } = chunk;
    for (let row = 0; row < rowCount; row++) {
      const at = (column: number): unknown => vectors[column]?.getItem(row) ?? null;
      // The bit of the column that the row is about is the one that is not set.
      const unset = 2 ** columns.length - 1 - Number(at(1));
      const column = columns.length - 1 - Math.log2(unset);
      const value = at(2 + group.names.length + column);
      const numbers = group.names.map((_, index) => at(2 + index));
      const cell = typeof value === 'string' || typeof value === 'number' ? value : null;
      columns[column]?.collector.cell(cell, group.groupOf(numbers), Number(at(0)));
    }
  }
}
