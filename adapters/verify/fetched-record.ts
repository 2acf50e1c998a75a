import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindOf } from '../../core/record/kinds.ts';
import { readRecord } from '../../core/record/read.ts';
import { recordFiles } from '../../core/verify/names.ts';
import type { VersionRecord } from '../../schemas/types.ts';

/** The record of a version in a folder; null where there is none that can be read, which is for the verification to say. */
export async function fetchedRecord(folder: string): Promise<Readonly<VersionRecord> | null> {
  const text = await readFile(join(folder, recordFiles.version), 'utf8').catch(() => null);
  const result = text === null ? null : readRecord(text, recordFiles.version);
  if (result?.ok !== true || kindOf(result.value) !== 'version') return null;
  return result.value as Readonly<VersionRecord>;
}
