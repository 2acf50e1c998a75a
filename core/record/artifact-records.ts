import { kindOf, type RecordKind, type Records, subjectOf } from './kinds.ts';
import { readRecord } from './read.ts';

/** The records of a model's artifact, by what they are. */
export type ArtifactRecords = {
  -readonly [Kind in RecordKind]?: Readonly<Records[Kind]>;
} & {
  /** The champion's evaluation on the candidate's evaluation set. */
  champion?: Readonly<Records['evaluation']>;
};

/** Which file holds what; other files are not read. */
const expected: Readonly<Record<string, RecordKind>> = {
  'records/run.json': 'run',
  'records/evaluation.json': 'evaluation',
  'records/evaluation-champion.json': 'evaluation',
  'records/version.json': 'version',
  'records/drift.json': 'drift',
};

/** Reads the records of an artifact; why one was refused is a sentence. All of it is untrusted. */
export function readArtifactRecords(
  files: ReadonlyMap<string, Uint8Array>,
  model: string,
): { readonly records: ArtifactRecords; readonly refusals: readonly string[] } {
  const records: ArtifactRecords = {};
  const refusals: string[] = [];
  for (const [path, kind] of Object.entries(expected)) {
    const bytes = files.get(path);
    if (bytes === undefined) continue;
    const result = readRecord(new TextDecoder().decode(bytes), path);
    if (!result.ok) {
      refusals.push(result.reason);
      continue;
    }
    const record = result.value;
    if (kindOf(record) !== kind) refusals.push(`${path} is no ${kind} record.`);
    else if (subjectOf(record) !== model) {
      refusals.push(
        `${path} is of the model ${subjectOf(record)}, and the artifact is of ${model}.`,
      );
    } else if (path.endsWith('-champion.json')) {
      records.champion = record as Records['evaluation'];
    } else {
      Object.assign(records, { [kind]: record });
    }
  }
  return { records, refusals };
}
