import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ColumnCollector } from '../../../core/profile/collect/column-collector.ts';
import type { DuckDb } from './open.ts';
import type { ColumnPlan } from './plan.ts';
import type { Scan } from './scan.ts';
import type { Grouping } from './tallying.ts';
import { type ChunkNumbers, doublesOf, textsOf } from './vectors.ts';

/** A column whose values are streamed. */
export interface StreamedColumn {
  readonly plan: Extract<ColumnPlan, { readonly kind: 'numbers' | 'measured' | 'cells' }>;
  readonly collector: ColumnCollector;
}

/** So many columns are streamed at once: memory grows with them, and not with the columns of the table. */
const batch = 24;

/** Counts the values of columns as they come. `progress` is told how many values of a column were counted. */
export async function countNumbers(
  db: DuckDb,
  grouping: Grouping,
  scan: Scan,
  columns: readonly StreamedColumn[],
  progress: (values: number) => void,
): Promise<void> {
  const rowGroups = groupReader(grouping, scan);
  for (let start = 0; start < columns.length; start += batch) {
    const some = columns.slice(start, start + batch);
    const sqls = [...rowGroups.sqls, ...some.map(({ plan }) => plan.sql)];
    for await (const chunk of db.stream(`select ${sqls.join(', ')} from ${scan.table}`)) {
      const groups = rowGroups.read(chunk);
      for (const [index, column] of some.entries()) {
        take(chunk, rowGroups.sqls.length + index, column, groups);
      }
      progress(chunk.rowCount * some.length);
    }
  }
}

/** The group of each row of a chunk, or the one that all are of. */
type ChunkGroups = number | Int32Array;

interface GroupReader {
  readonly sqls: readonly string[];
  readonly read: (chunk: DuckDBDataChunk) => ChunkGroups;
}

function groupReader({ groups, windows, parts, moments }: Grouping, scan: Scan): GroupReader {
  const hasParts = parts > 1;
  const hasWindows = moments !== null && windows.length > 0;
  const sqls = hasParts ? [`${scan.rowNumber}::double`] : [];
  if (hasWindows) sqls.push(moments.sqlOf(scan));
  let room = new Int32Array(2_048);
  return {
    sqls,
    read(chunk) {
      const { rowCount: rows } = chunk;
      if (!hasParts && !hasWindows) return groups.of(0, Number.NaN);
      const numbers = hasParts ? doublesOf(chunk, 0).values : null;
      if (!hasWindows) {
        const [first, last] = [numbers?.[0] ?? 0, numbers?.[rows - 1] ?? 0];
        const isOnePart = last - first === rows - 1 && last < groups.partEnd(first);
        if (isOnePart) return groups.of(first, Number.NaN);
      }
      if (room.length < rows) room = new Int32Array(rows);
      const instants = hasWindows ? withGaps(doublesOf(chunk, hasParts ? 1 : 0), rows) : null;
      for (let row = 0; row < rows; row++) {
        room[row] = groups.of(numbers?.[row] ?? 0, instants?.[row] ?? Number.NaN);
      }
      return room;
    },
  };
}

/** One number a row, NaN where there is none. */
function withGaps({ values, count, rows: rowsOf }: ChunkNumbers, rows: number): Float64Array {
  if (rowsOf === null) return values;
  const all = new Float64Array(rows).fill(Number.NaN);
  for (let index = 0; index < count; index++) all[rowsOf[index] ?? 0] = values[index] ?? Number.NaN;
  return all;
}

function take(
  chunk: DuckDBDataChunk,
  index: number,
  { plan, collector }: StreamedColumn,
  groups: ChunkGroups,
): void {
  const groupAt = (row: number): number =>
    typeof groups === 'number' ? groups : (groups[row] ?? 0);
  if (plan.kind === 'cells') {
    for (const [row, text] of textsOf(chunk, index).entries())
      collector.cell(text, groupAt(row), 1);
    return;
  }
  const numbers = doublesOf(chunk, index);
  const count = plan.kind === 'numbers' ? collector.numbers : collector.measured;
  if (typeof groups === 'number') {
    count(numbers.values, 0, numbers.count, groups);
    const missing = chunk.rowCount - numbers.count;
    if (missing > 0) collector.without('missing', groups, missing);
    return;
  }
  takeGrouped(numbers, chunk.rowCount, groups, count, collector);
}

/** In runs of values of one group. */
function takeGrouped(
  { values, count, rows: rowsOf }: ChunkNumbers,
  rows: number,
  groups: Int32Array,
  take: ColumnCollector['numbers'],
  collector: ColumnCollector,
): void {
  const groupAt = (index: number): number =>
    groups[rowsOf === null ? index : (rowsOf[index] ?? 0)] ?? 0;
  for (let from = 0; from < count;) {
    const group = groupAt(from);
    let to = from + 1;
    while (to < count && groupAt(to) === group) to += 1;
    take(values, from, to, group);
    from = to;
  }
  if (rowsOf === null) return;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    if (next < count && rowsOf[next] === row) next += 1;
    else collector.without('missing', groups[row] ?? 0, 1);
  }
}
