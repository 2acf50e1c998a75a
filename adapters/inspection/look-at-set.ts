import { columnLook, sampledRows, sum } from '../../core/inspection/personal-data/column-look.ts';
import { columnLabel, type Look, lookAt } from '../../core/inspection/personal-data/look.ts';
import type { PersonalDataFinding } from '../../schemas/types.ts';
import { type DataSet, type SetFile, wantedOf } from './data-set.ts';
import type { Subject } from './inspector.ts';
import { quietProgress } from './quiet-progress.ts';
import type { UnreadList } from './unread-list.ts';

/** What was looked at of a data set, and what was found. */
export interface LookedAt {
  readonly rows: number;
  readonly lookedAt: number;
  readonly findings: readonly PersonalDataFinding[];
}

/** By kind and column, over all files of the set. */
type Found = Map<string, { readonly path: string; readonly column: string; readonly look: Look }>;

/** Looks at a sample of the rows of each file, and at the names of its columns. */
export async function lookAtSet(
  subject: Subject,
  set: DataSet,
  unread: UnreadList,
): Promise<LookedAt> {
  const found: Found = new Map();
  let [rows, lookedAt] = [0, 0];
  for (const file of set.files) {
    const read = await lookAtFile(subject, set, file, found, unread);
    rows += read;
    lookedAt += sampledRows(read);
  }
  const findings = Array.from(found.values(), ({ path, column, look }) => ({
    ...look,
    path,
    column,
  }));
  return { rows, lookedAt, findings };
}

async function lookAtFile(
  subject: Subject,
  set: DataSet,
  file: SetFile,
  found: Found,
  unread: UnreadList,
): Promise<number> {
  const columns = file.names.map((name, index) => ({
    name,
    shown: columnLabel(name, index),
    column: columnLook(),
  }));
  for (const { name, reason } of file.nested) {
    unread.add(
      file.shown,
      `The column ${JSON.stringify(name.slice(0, 40))} is not looked at: ${reason}`,
    );
  }
  const wanted = columns.map(({ name, column }) => wantedOf(set, name, column));
  const progress = quietProgress(subject, `${file.shown} is searched for personal data`);
  const rows = await unread.attempt(file.shown, () => file.read(file, wanted, progress));
  for (const { name, shown, column } of columns) {
    for (const look of [...lookAt(name), ...column.found()]) {
      const known = found.get(`${look.kind} ${shown}`);
      const path = known?.path ?? file.shown;
      found.set(`${look.kind} ${shown}`, { path, column: shown, look: sum(known?.look, look) });
    }
  }
  return rows ?? 0;
}
