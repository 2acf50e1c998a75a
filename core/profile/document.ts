import type { ProfileDocument } from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import { decodeColumn, encodeColumn } from './document-column.ts';
import { profileValidator } from './document-validator.ts';
import type { ColumnProfile, ReferenceProfile } from './profile.ts';

/** Where a profile comes from, and of which table. */
export type ProfileAbout = Pick<
  ProfileDocument,
  'createdAt' | 'producer' | 'repository' | 'commit' | 'model' | 'source'
>;

/** A profile that was kept. */
export interface KeptProfile {
  readonly about: ProfileAbout;
  readonly reference: ReferenceProfile;
}

/** A document may be so long; compressed it is about a fifth of it. */
export const largestProfileBytes = 64_000_000;

const schemaId = 'urn:assay:schema:profile:1.0';
const schemaPattern = /^urn:assay:schema:profile:1\.(\d{1,4})$/;

/**
 * A profile as JSON in UTF-8, see `schemas/profile.schema.json`. A failure where it can't be kept, such as a table of more
 * than 10,000 columns: a sentence that says what to do.
 */
export function encodeProfile(
  { profile, types, calibration }: ReferenceProfile,
  about: ProfileAbout,
): Result<Uint8Array> {
  const document: ProfileDocument = {
    schema: schemaId,
    ...about,
    rows: profile.rows,
    columns: Array.from(profile.columns, ([column, one]) => encodeColumn(column, one)),
    types: Array.from(types, ([column, type]) => ({ column, type })),
    calibration: Array.from(calibration, ([column, one]) => ({ column, ...one })),
  };
  const problem = problemOf(document);
  if (problem !== null) {
    return failed(
      `The profile can't be written: ${problem} Name fewer columns in monitor.features.`,
    );
  }
  const bytes = Buffer.from(JSON.stringify(document), 'utf8');
  return bytes.length > largestProfileBytes ? failed(tooLarge(bytes.length)) : ok(bytes);
}

/**
 * Reads what `encodeProfile` wrote. The bytes are untrusted: whatever they hold, the answer is a profile whose counts
 * agree with each other, or one sentence that says why not. `name` is what the sentence calls it.
 */
export function decodeProfile(content: Uint8Array | string, name: string): Result<KeptProfile> {
  if (content.length > largestProfileBytes) return failed(tooLarge(content.length));
  let value: unknown;
  try {
    value = JSON.parse(typeof content === 'string' ? content : Buffer.from(content).toString());
  } catch {
    return failed(`${name} is not JSON.`);
  }
  const version = schemaPattern.exec(schemaOf(value));
  if (version === null) return failed(`${name} is no profile that this Assay reads.`);
  if (version[1] !== '0')
    return failed(`${name} is of a newer Assay: take the same for all actions.`);
  const problem = problemOf(value);
  return problem === null
    ? decodeDocument(value as ProfileDocument, name)
    : failed(`${name} is no valid profile: ${problem}`);
}

function decodeDocument(document: ProfileDocument, name: string): Result<KeptProfile> {
  const { rows, columns: kept, types, calibration } = document;
  const columns = new Map<string, ColumnProfile>();
  for (const column of kept) {
    const decoded = decodeColumn(column);
    const reason = decoded.ok ? unlike(column.rows, rows) : decoded.reason;
    if (reason === null && decoded.ok) columns.set(column.column, decoded.value);
    else
      return failed(`${name} is no valid profile: the column ${shown(column.column)} ${reason}.`);
  }
  const reference = {
    profile: { rows, columns },
    types: new Map(types.map(({ column, type }) => [column, type])),
    calibration: new Map(calibration.map(({ column, ...one }) => [column, one])),
  };
  const isTwice =
    columns.size < kept.length ||
    reference.types.size < types.length ||
    reference.calibration.size < calibration.length;
  if (isTwice) return failed(`${name} is no valid profile: it has a column twice.`);
  const { createdAt, producer, repository, commit, model, source } = document;
  return ok({ about: { createdAt, producer, repository, commit, model, source }, reference });
}

function unlike(ofColumn: number, ofTable: number): string | null {
  return ofColumn === ofTable ? null : 'has another number of rows than the table';
}

function shown(column: string): string {
  return JSON.stringify(column.slice(0, 60));
}

function schemaOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('schema' in value)) return '';
  return typeof value.schema === 'string' ? value.schema : '';
}

/** What the schema says against it, as a sentence; null where it is valid. */
function problemOf(value: unknown): string | null {
  const validate = profileValidator();
  if (validate(value)) return null;
  // The last error is that of the place; those before it are of the kinds that a column might have been of.
  const error = validate.errors?.at(-1);
  const place = error?.instancePath === '' ? 'the document' : `"${error?.instancePath}"`;
  return `${place} ${error?.message}.`;
}

function tooLarge(bytes: number): string {
  return `The profile has ${megabytes(bytes)} MB, and at most ${megabytes(largestProfileBytes)} are kept: name the columns that matter in monitor.features.`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
