import { join, posix } from 'node:path';
import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import { quoted } from '../../core/predictions/columns/quoted.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { DataConfig } from '../../schemas/types.ts';
import { expand } from '../files/index.ts';
import type { DataFile } from '../tabular/data-file.ts';
import { columnsOf, type TableColumns } from '../tabular/table-columns.ts';
import type { Subject } from './inspector.ts';
import type { UnreadList } from './unread-list.ts';

/** A file of a data set, which is a table. */
export interface SetFile extends DataFile, TableColumns {}

/** A declared data set as it lies in the workspace. */
export interface DataSet {
  readonly name: string;
  readonly config: DataConfig;
  /** Those that can be read. */
  readonly files: readonly SetFile[];
}

/** Finds the files of a declared set and their columns. What can't be read is put on the list. */
export async function openDataSet(
  { folder, config: model }: Subject,
  name: string,
  config: DataConfig,
  unread: UnreadList,
): Promise<DataSet> {
  const root = model.path ?? '.';
  const files: SetFile[] = [];
  const paths = await unread.attempt(config.path, () => expand(folder, config.path));
  if (paths?.length === 0) unread.add(posix.join(root, config.path), noFile(name, config));
  for (const path of paths ?? []) {
    const file = { path: join(folder, path), shown: posix.join(root, path) };
    const columns = await unread.attempt(file.shown, () => columnsOf(file));
    if (columns !== null) files.push({ ...file, ...columns });
  }
  return { name, config, files };
}

function noFile(name: string, { written_by: writer }: DataConfig): string {
  if (writer === undefined) return `data.${name} names no file that there is: correct its path.`;
  return `data.${name} is not there after ${writer}: the command must write it to that path, in the job that evaluates.`;
}

/** A column of a file, and who takes its values. */
export function wantedOf(set: DataSet, name: string, column: ColumnBuilder): WantedColumn {
  return { name, key: `data.${set.name}`, column };
}

/** The column that a key of the set's configuration names, where the file has it; else it is put on the list. */
export function declaredColumn(
  set: DataSet,
  key: 'label' | 'id' | 'group' | 'time',
  file: SetFile,
  unread: UnreadList,
): string | null {
  const name = set.config[key];
  if (name === undefined) return null;
  if (file.names.includes(name)) return name;
  unread.add(
    file.shown,
    `There is no column ${quoted(name)}, which data.${set.name}.${key} names: correct the name, or write the column.`,
  );
  return null;
}
