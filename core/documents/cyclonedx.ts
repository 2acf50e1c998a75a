import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import canonicalize from 'canonicalize';
import bom16 from '../../schemas/cyclonedx/bom-1.6.schema.json' with { type: 'json' };
import bom17 from '../../schemas/cyclonedx/bom-1.7.schema.json' with { type: 'json' };
import cryptography from '../../schemas/cyclonedx/cryptography-defs.schema.json' with { type: 'json' };
import signature from '../../schemas/cyclonedx/jsf-0.82.schema.json' with { type: 'json' };
import licenses from '../../schemas/cyclonedx/spdx.schema.json' with { type: 'json' };
import { isWithinBounds } from './json-bounds.ts';

const schemas: ReadonlyMap<string, object> = new Map<string, object>([
  ['1.6', bom16],
  ['1.7', bom17],
]);
const compiled = new Map<string, ValidateFunction>();

/** With more values than that only the first problem is looked for: to gather all takes Ajv quadratic time. */
const mostValuesForAll = 5_000;

/**
 * What CycloneDX's own schema of that version finds wrong: all of it, in a large document only the first; null for a
 * version whose schema is not here. Two formats that Ajv does not know, idn-email and iri-reference, are not held.
 */
export function cyclonedxProblems(
  document: unknown,
  version: string,
): readonly ErrorObject[] | null {
  const schema = schemas.get(version);
  if (schema === undefined) return null;
  const validate = validatorOf(version, schema, isWithinBounds(document, mostValuesForAll));
  return validate(document) ? [] : (validate.errors ?? []);
}

function validatorOf(version: string, schema: object, allErrors: boolean): ValidateFunction {
  const key = `${version} ${allErrors}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const ajv = new Ajv({ strict: false, allErrors, schemas: [cryptography, signature, licenses] });
  addFormats.default(ajv);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('iri-reference', true);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: hasUniqueItems });
  const made = ajv.compile(schema);
  compiled.set(key, made);
  return made;
}

/** Ajv's own compares every two items, which takes hours for a list that is long on purpose. */
function hasUniqueItems(isAsked: boolean, items: readonly unknown[]): boolean {
  return !isAsked || new Set(items.map(textOf)).size === items.length;
}

/** Text that is half a character has no canonical form; then the order of the keys counts. */
function textOf(item: unknown): string | undefined {
  try {
    return canonicalize(item);
  } catch {
    return JSON.stringify(item);
  }
}
