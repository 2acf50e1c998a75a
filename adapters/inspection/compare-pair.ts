import { cellKeys } from '../../core/inspection/cell-keys.ts';
import { type KeyCounts, keyCounts } from '../../core/inspection/key-counts.ts';
import { type RowKeys, rowKeys } from '../../core/inspection/row-keys.ts';
import { type RowTimes, rowTimes } from '../../core/inspection/row-times.ts';
import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { SplitPair } from '../../schemas/types.ts';
import { type DataSet, declaredColumn, type SetFile, wantedOf } from './data-set.ts';
import type { Subject } from './inspector.ts';
import { mostKeys, mostRowsOfFile } from './memory.ts';
import { quietProgress } from './quiet-progress.ts';
import { sharedColumns } from './shared-columns.ts';
import type { UnreadList } from './unread-list.ts';

/** The keys of the evaluation set, by which the training set's are looked up. */
interface Counted {
  readonly exact: KeyCounts;
  readonly near: KeyCounts;
  readonly ids: KeyCounts;
  readonly groups: KeyCounts;
}

/** Who takes what of the rows of one set. */
interface Takers {
  readonly row: (keys: RowKeys, row: number) => boolean;
  readonly id: ColumnBuilder;
  readonly group: ColumnBuilder;
  readonly time: RowTimes;
}

/** Counts what a training set and an evaluation set share. Files that can't be read are put on the list. */
export async function comparePair(
  subject: Subject,
  training: DataSet,
  evaluation: DataSet,
  unread: UnreadList,
): Promise<SplitPair> {
  const columns = sharedColumns(training, evaluation);
  const counted: Counted = {
    exact: keyCounts(mostKeys),
    near: keyCounts(mostKeys),
    ids: keyCounts(mostKeys),
    groups: keyCounts(mostKeys),
  };
  const counting = countingOf(counted);
  const read = (set: DataSet, takers: Takers): Promise<Reading> =>
    readRows(subject, set, columns, takers, unread);
  const last = await read(evaluation, counting);
  const meeting = meetingOf(counted, counting.time.earliest());
  const first = await read(training, meeting);
  const sharedRows = counted.exact.met();
  return {
    training: training.name,
    trainingPath: training.config.path,
    evaluation: evaluation.name,
    evaluationPath: evaluation.config.path,
    columns: columns.length,
    trainingRows: first.rows,
    evaluationRows: last.rows,
    uncomparedRows: first.uncompared + last.uncompared,
    sharedRows,
    // A row that is shared is nearly the same as well.
    nearRows: Math.max(0, counted.near.met() - sharedRows),
    ...declaredFacts([training, evaluation], counted, [meeting.time, counting.time], [first, last]),
  };
}

/** What is absent unless both sets declare its column. */
function declaredFacts(
  sets: readonly DataSet[],
  { ids, groups }: Counted,
  [first, last]: readonly [RowTimes, RowTimes],
  readings: readonly Reading[],
): Partial<SplitPair> {
  const both = (key: 'id' | 'group' | 'time'): boolean =>
    sets.every(({ config }) => config[key] !== undefined);
  // Times in two ways of writing have no order.
  const isComparable = first.isNumeric() === last.isNumeric();
  const rows = readings.reduce((sum, reading) => sum + reading.rows, 0);
  return {
    ...(both('id') ? { sharedIds: ids.met() } : {}),
    ...(both('group') ? { groups: groups.size(), sharedGroups: groups.distinctMet() } : {}),
    ...(both('time')
      ? {
          laterRows: isComparable ? first.later() : 0,
          undatedRows: isComparable ? first.undated() + last.undated() : rows,
        }
      : {}),
  };
}

/** Takes the evaluation set. */
function countingOf({ exact, near, ids, groups }: Counted): Takers {
  return {
    row(keys, row) {
      if (exact.add(keys.exact(row)) === null) return false;
      near.add(keys.near(row));
      return true;
    },
    id: cellKeys((key) => ids.add(key)),
    group: cellKeys((key) => groups.add(key)),
    time: rowTimes(null),
  };
}

/** Takes the training set. */
function meetingOf({ exact, near, ids, groups }: Counted, since: number | null): Takers {
  return {
    row(keys, row) {
      exact.meet(keys.exact(row));
      near.meet(keys.near(row));
      return true;
    },
    id: cellKeys((key) => ids.meet(key)),
    group: cellKeys((key) => groups.meet(key)),
    time: rowTimes(since),
  };
}

interface Reading {
  readonly rows: number;
  readonly uncompared: number;
}

async function readRows(
  subject: Subject,
  set: DataSet,
  columns: readonly { readonly name: string; readonly near: boolean }[],
  takers: Takers,
  unread: UnreadList,
): Promise<Reading> {
  let [rows, uncompared] = [0, 0];
  for (const file of set.files) {
    const keys = rowKeys(columns, mostRowsOfFile);
    const wanted = [
      ...keys.columns.map((column, index) => wantedOf(set, columns[index]?.name ?? '', column)),
      ...declaredTakers(set, file, takers, unread),
    ];
    const progress = quietProgress(subject, `${file.shown} is compared with the other split`);
    const found = await unread.attempt(file.shown, () => file.read(file, wanted, progress));
    if (found === null) continue;
    rows += found;
    uncompared += found - keys.rows();
    for (let row = 0; row < keys.rows(); row++) if (!takers.row(keys, row)) uncompared += 1;
  }
  return { rows, uncompared };
}

function declaredTakers(
  set: DataSet,
  file: SetFile,
  takers: Takers,
  unread: UnreadList,
): readonly WantedColumn[] {
  return (['id', 'group', 'time'] as const).flatMap((key) => {
    const name = declaredColumn(set, key, file, unread);
    return name === null ? [] : [wantedOf(set, name, takers[key])];
  });
}
