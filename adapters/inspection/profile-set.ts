import { cellKeys } from '../../core/inspection/cell-keys.ts';
import { type ClassCounts, classCounts } from '../../core/inspection/class-counts.ts';
import { profileColumn, type ProfileColumn } from '../../core/inspection/column-profile.ts';
import { type KeyCounts, keyCounts } from '../../core/inspection/key-counts.ts';
import { columnLabel } from '../../core/inspection/personal-data/look.ts';
import { type RowKeys, rowKeys } from '../../core/inspection/row-keys.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { ColumnProfile, DataSetProfile, LabelProfile } from '../../schemas/types.ts';
import { type DataSet, declaredColumn, type SetFile, wantedOf } from './data-set.ts';
import type { Subject } from './inspector.ts';
import { mostKeys, mostRowsOfFile } from './memory.ts';
import { quietProgress } from './quiet-progress.ts';
import type { UnreadList } from './unread-list.ts';

/** A data set whose columns are all listed. */
export type Profile = Omit<DataSetProfile, 'columnsLeft' | 'digest' | 'bytes'>;

/** What is gathered over the files of a set. */
interface Gathered {
  readonly columns: Map<string, ProfileColumn>;
  readonly classes: ClassCounts | null;
  readonly rowCounts: KeyCounts;
  readonly idCounts: KeyCounts;
  rows: number;
  duplicateRows: number;
  duplicateIds: number;
  uncountedRows: number;
}

/** Reads every file of a data set once. What can't be read is put on the list. */
export async function profileSet(
  subject: Subject,
  set: DataSet,
  unread: UnreadList,
): Promise<Profile> {
  const isClassified = ['binary', 'multiclass'].includes(subject.config.task);
  const gathered: Gathered = {
    columns: new Map(),
    classes: isClassified && set.config.label !== undefined ? classCounts() : null,
    rowCounts: keyCounts(mostKeys),
    idCounts: keyCounts(mostKeys),
    rows: 0,
    duplicateRows: 0,
    duplicateIds: 0,
    uncountedRows: 0,
  };
  for (const file of set.files) await readFile(subject, set, file, gathered, unread);
  return profileOf(set, gathered);
}

async function readFile(
  subject: Subject,
  set: DataSet,
  file: SetFile,
  gathered: Gathered,
  unread: UnreadList,
): Promise<void> {
  for (const { name, reason } of file.nested) {
    unread.add(
      file.shown,
      `The column ${JSON.stringify(name.slice(0, 40))} is not looked at: ${reason}`,
    );
  }
  // In the order of their names, so that the columns of another file may stand in another one.
  const names = file.names.toSorted();
  const keys = rowKeys(
    names.map(() => ({ near: false })),
    mostRowsOfFile,
  );
  const wanted: WantedColumn[] = names.flatMap((name, index) => {
    const key = keys.columns[index];
    return [profileOfColumn(gathered, name), ...(key === undefined ? [] : [key])].map((column) =>
      wantedOf(set, name, column),
    );
  });
  const label = declaredColumn(set, 'label', file, unread);
  if (label !== null && gathered.classes !== null) {
    wanted.push(wantedOf(set, label, gathered.classes));
  }
  const id = declaredColumn(set, 'id', file, unread);
  if (id !== null) wanted.push(wantedOf(set, id, countedIds(gathered)));
  const progress = quietProgress(subject, `${file.shown} is looked at`);
  const rows = await unread.attempt(file.shown, () => file.read(file, wanted, progress));
  if (rows === null) return;
  gathered.rows += rows;
  countRows(gathered, keys, rows);
}

function profileOfColumn({ columns }: Gathered, name: string): ProfileColumn {
  const known = columns.get(name);
  if (known !== undefined) return known;
  const column = profileColumn();
  columns.set(name, column);
  return column;
}

function countedIds(gathered: Gathered): WantedColumn['column'] {
  return cellKeys((key) => {
    if ((gathered.idCounts.add(key) ?? 0) > 0) gathered.duplicateIds += 1;
  });
}

function countRows(gathered: Gathered, keys: RowKeys, rows: number): void {
  for (let row = 0; row < keys.rows(); row++) {
    const before = gathered.rowCounts.add(keys.exact(row));
    if (before === null) gathered.uncountedRows += 1;
    else if (before > 0) gathered.duplicateRows += 1;
  }
  gathered.uncountedRows += rows - keys.rows();
}

function profileOf({ name, config, files }: DataSet, gathered: Gathered): Profile {
  const { rows, duplicateRows, duplicateIds, uncountedRows, classes } = gathered;
  const columns = Array.from(gathered.columns, ([column, profile]) =>
    withAbsent(profile.finish(column), rows),
  );
  const label = columns.find((column) => column.name === config.label);
  return {
    name,
    path: config.path,
    files: files.length,
    rows,
    duplicateRows,
    ...(config.id === undefined ? {} : { id: config.id, duplicateIds }),
    uncountedRows,
    columns: columns.map((column, index) => ({ ...column, name: columnLabel(column.name, index) })),
    ...(label === undefined ? {} : { label: labelOf(label, classes) }),
  };
}

/** A file of the set that does not have the column has no value in its rows. */
function withAbsent(column: ColumnProfile, rows: number): ColumnProfile {
  const { missing, numbers, texts, booleans } = column;
  return { ...column, missing: missing + Math.max(0, rows - missing - numbers - texts - booleans) };
}

function labelOf({ name, missing }: ColumnProfile, classes: ClassCounts | null): LabelProfile {
  return { column: name, missing, ...(classes?.finish() ?? { classes: [], otherRows: 0 }) };
}
