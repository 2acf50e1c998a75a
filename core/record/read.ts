import { failed, ok, type Result } from '../result.ts';
import { recordId } from './digest.ts';
import { type AnyRecord, type RecordKind, schemaIds } from './kinds.ts';
import { lenientValidator, strictValidator } from './validators.ts';

const schemaPattern = /^urn:assay:schema:([a-z]+):(\d{1,4})\.(\d{1,4})$/;
const known = { major: 1, minor: 0 };

/**
 * Reads a record from its JSON text. The text is untrusted: whatever it holds, the answer is a valid record
 * whose id is the digest of its content, or one sentence that says why not. `name` is what the sentence calls it.
 * Of a newer minor version, unknown fields are ignored; a newer major version is refused.
 */
export function readRecord(text: string, name: string): Result<AnyRecord> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(`${name} is not JSON.`);
  }
  if (typeof value !== 'object' || value === null || !('schema' in value)) {
    return failed(`${name} is not a record: it has no "schema".`);
  }
  const parsed = typeof value.schema === 'string' ? schemaPattern.exec(value.schema) : null;
  const kind = parsed?.[1];
  if (parsed === null || kind === undefined || !Object.hasOwn(schemaIds, kind)) {
    return failed(
      `${name} has an unknown schema; known are ${Object.values(schemaIds).join(', ')}.`,
    );
  }
  return readKind(value, kind as RecordKind, Number(parsed[2]), Number(parsed[3]), name);
}

function readKind(
  value: object & { schema: unknown },
  kind: RecordKind,
  major: number,
  minor: number,
  name: string,
): Result<AnyRecord> {
  if (major !== known.major) {
    return failed(`${name} is a ${kind} record of version ${major}; this Assay reads version 1.`);
  }
  let id: string;
  try {
    id = recordId(value);
  } catch {
    return failed(`${name} holds text that has no canonical form.`);
  }
  if (!('id' in value) || value.id !== id) {
    return failed(
      `${name} was changed after it was written: its id is not the digest of its content.`,
    );
  }
  const newer = minor > known.minor;
  const candidate = newer ? { ...structuredClone(value), schema: schemaIds[kind] } : value;
  const validate = newer ? lenientValidator(kind) : strictValidator(kind);
  if (!validate(candidate)) {
    const first = validate.errors?.[0];
    const place = first?.instancePath === '' ? 'the record' : `"${first?.instancePath}"`;
    return failed(`${name} is not a valid ${kind} record: ${place} ${first?.message}.`);
  }
  return ok(candidate as AnyRecord);
}
