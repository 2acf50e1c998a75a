import { recordId } from './digest.ts';
import { type RecordKind, type Records, schemaIds } from './kinds.ts';
import { strictValidator } from './validators.ts';

/** A record's fields before it is sealed: without its schema and its id. */
export type Unsealed<Kind extends RecordKind> = Omit<Records[Kind], 'schema' | 'id'>;

/**
 * Completes a record with its schema and its id, and freezes it.
 * Throws a TypeError when it isn't valid: what we write is our own responsibility.
 */
export function seal<Kind extends RecordKind>(
  kind: Kind,
  fields: Unsealed<Kind>,
): Readonly<Records[Kind]> {
  const body = { schema: schemaIds[kind], ...fields };
  const record = { ...body, id: recordId(body) };
  const validate = strictValidator(kind);
  if (!validate(record)) {
    const problems = validate.errors?.map((e) => `${e.instancePath} ${e.message}`).join('; ');
    throw new TypeError(`The ${kind} record is not valid: ${problems}.`);
  }
  return Object.freeze(record as unknown as Records[Kind]);
}
