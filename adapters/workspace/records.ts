import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { type AnyRecord, kindOf, type RecordKind, type Records } from '../../core/record/kinds.ts';
import { readRecord } from '../../core/record/read.ts';

/** The records of one model in one job: what its artifact will hold. */
export interface RecordsFolder {
  /** The folder that the artifact is made of; it has `records/`. */
  readonly root: string;
  /** Writes a record under its kind's name, and returns the file's path. */
  write(record: AnyRecord, name?: RecordName): Promise<string>;
  /** A record of this job, or null when no step wrote one. */
  read<Kind extends RecordKind>(kind: Kind): Promise<Readonly<Records[Kind]> | null>;
  /** The paths of all records, sorted. */
  list(): Promise<readonly string[]>;
  /** Forgets one record that an earlier step wrote. */
  remove(name: RecordName): Promise<void>;
  /** Forgets what earlier steps wrote. */
  clear(): Promise<void>;
}

/** The champion's evaluation on this commit's evaluation set lies beside the candidate's. */
export type RecordName = RecordKind | 'evaluation-champion';

/** The folder of a model's records under the runner's temporary folder, which the steps of a job share. */
export function recordsFolder(temporary: string, model: string): RecordsFolder {
  const root = join(temporary, 'assay', model);
  const folder = join(root, 'records');
  return {
    root,
    async write(record, name = kindOf(record)) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${name}.json`);
      await writeFile(path, `${JSON.stringify(record, null, 2)}\n`);
      return path;
    },
    read: (kind) => readOne(join(folder, `${kind}.json`), kind),
    async list() {
      const names = await readdir(folder).catch((): string[] => []);
      return names.sort().map((name) => join(folder, name));
    },
    remove: (name) => rm(join(folder, `${name}.json`), { force: true }),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Another step may have written anything into the runner's temporary folder, so what is read is checked. */
async function readOne<Kind extends RecordKind>(
  path: string,
  kind: Kind,
): Promise<Readonly<Records[Kind]> | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const result = readRecord(text, `The ${kind} record ${path}`);
  if (!result.ok) throw new InputError('unreadable-record', result.reason, { file: path });
  if (!isKind(result.value, kind)) {
    throw new InputError('unreadable-record', `${path} is no ${kind} record.`, { file: path });
  }
  return result.value;
}

function isKind<Kind extends RecordKind>(record: AnyRecord, kind: Kind): record is Records[Kind] {
  return kindOf(record) === kind;
}
