import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { allowed, outermost } from './one-of.ts';
import { describe, keyPath, type Problem } from './problem.ts';
import { schemaErrors, type WrittenKind } from './schema.ts';

/** What the schema finds wrong, one readable problem for each mistake. */
export function schemaProblems(document: ConfigDocument, kind: WrittenKind): readonly Problem[] {
  const errors = outermost(schemaErrors(document.value, kind));
  const meant = misspelt(errors);
  return errors
    .filter((error) => error.keyword !== 'propertyNames' && !meant.has(missingKey(error)))
    .map((error) => problemOf(error, document));
}

function problemOf(error: ErrorObject, document: ConfigDocument): Problem {
  const keys = keysOf(error.instancePath);
  if (error.propertyName !== undefined) {
    const name = [...keys, error.propertyName];
    return { ...document.place(name, 'key'), sentence: badName(error, name) };
  }
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = [...keys, unknownKey(error)];
      return { ...document.place(key, 'key'), sentence: notKnown(error, key) };
    }
    case 'required':
      return {
        ...document.place(keys, 'key'),
        sentence: `${keyPath([...keys, missingProperty(error)])} is missing${purpose(error)}.`,
      };
    default:
      return {
        ...document.place(keys, 'value'),
        sentence: `${keyPath(keys)} must be ${allowed(error)}; found ${found(error)}${meantValue(error)}`,
      };
  }
}

function notKnown(error: ErrorObject, keys: readonly string[]): string {
  const known = knownKeys(error);
  const near =
    nearest(unknownKey(error), absent(error, known)) ?? nearest(unknownKey(error), known);
  const hint = near === null ? '.' : `; did you mean ${near}?`;
  return `${keyPath(keys)} is not a known key${hint} Allowed: ${known.join(', ')}.`;
}

function badName(error: ErrorObject, keys: readonly string[]): string {
  const rule =
    error.keyword === 'pattern'
      ? 'lower-case letters, digits and hyphens, at most 64, and begin and end with a letter or digit'
      : `1 to ${Number(error.parentSchema?.['maxLength'] ?? 64)} characters`;
  return `${keyPath(keys)} has a name that is not allowed: a name must be ${rule}.`;
}

function found(error: ErrorObject): string {
  if (error.keyword === 'uniqueItems' && Array.isArray(error.data)) {
    return `${describe(error.data[Number(error.params['j'])])} twice`;
  }
  if (error.keyword.endsWith('Items') && Array.isArray(error.data)) {
    return error.data.length === 0 ? describe(error.data) : `${error.data.length} items`;
  }
  if (error.keyword === 'maxLength' && typeof error.data === 'string') {
    return `${error.data.length} characters`;
  }
  return describe(error.data);
}

/** The end of the sentence: a suggestion when the text is nearly one of an enumeration. */
function meantValue(error: ErrorObject): string {
  const values: unknown = error.keyword === 'enum' ? error.schema : [];
  const texts = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
  const near = typeof error.data === 'string' ? nearest(error.data, texts) : null;
  return near === null ? '.' : `; did you mean ${near}?`;
}

/** What a missing key is for, as its schema says. */
function purpose(error: ErrorObject): string {
  const properties: unknown = error.parentSchema?.['properties'];
  const property: unknown = isRecord(properties) ? properties[missingProperty(error)] : undefined;
  const description: unknown = isRecord(property) ? property['description'] : undefined;
  return typeof description === 'string' ? `: ${description.replace(/\.$/, '')}` : '';
}

/** Missing keys (as pointers) that stand there misspelt: one problem is enough. */
function misspelt(errors: readonly ErrorObject[]): ReadonlySet<string | null> {
  const missing = new Set(errors.map(missingKey));
  return new Set(
    errors
      .filter((error) => error.keyword === 'additionalProperties')
      .map((error) => {
        const near = nearest(unknownKey(error), absent(error, knownKeys(error)));
        return `${error.instancePath}/${near}`;
      })
      .filter((pointer) => missing.has(pointer)),
  );
}

function missingKey(error: ErrorObject): string | null {
  return error.keyword === 'required' ? `${error.instancePath}/${missingProperty(error)}` : null;
}

function missingProperty(error: ErrorObject): string {
  return String(error.params['missingProperty']);
}

function unknownKey(error: ErrorObject): string {
  return String(error.params['additionalProperty']);
}

function knownKeys(error: ErrorObject): readonly string[] {
  const properties: unknown = error.parentSchema?.['properties'];
  return isRecord(properties) ? Object.keys(properties) : [];
}

function absent(error: ErrorObject, keys: readonly string[]): readonly string[] {
  const { data } = error;
  return isRecord(data) ? keys.filter((key) => !Object.hasOwn(data, key)) : keys;
}

function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
