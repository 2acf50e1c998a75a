import { isObject, type Schema } from '../description.ts';

/** Formats that the validator knows; the others say something about widths and encodings, not about the value. */
const keptFormats = new Set(['date-time', 'uri']);

/** Keywords that hold one schema. */
const single = ['items', 'additionalProperties', 'not'] as const;
/** Keywords that hold a list of schemas. */
const lists = ['allOf', 'anyOf'] as const;
/** Keywords that are copied. Everything else (descriptions, examples, titles, defaults) is left out. */
const copied = [
  'type',
  'enum',
  'required',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

/**
 * A schema of an OpenAPI 3.0 description as one of JSON Schema 2020-12, with nothing but what validates.
 * `nullable` becomes a type or an alternative; `oneOf` becomes `anyOf`, because the description's alternatives
 * overlap (a file and a symlink of `contents`), so that a right value would match several.
 * @param base the `$id` of the document that the references go to.
 */
export function toJsonSchema(source: unknown, base: string): Schema {
  if (!isObject(source)) return {};
  const { $ref } = source;
  if (typeof $ref === 'string') return { $ref: reference($ref, base) };
  const schema: Record<string, unknown> = {};
  for (const key of copied) if (key in source) schema[key] = source[key];
  const { format, properties, oneOf } = source;
  if (typeof format === 'string' && keptFormats.has(format)) schema['format'] = format;
  for (const key of single) {
    const value = source[key];
    if (isObject(value)) schema[key] = toJsonSchema(value, base);
    else if (typeof value === 'boolean') schema[key] = value;
  }
  for (const key of lists) {
    const value = source[key];
    if (Array.isArray(value)) schema[key] = value.map((entry) => toJsonSchema(entry, base));
  }
  if (isObject(properties)) {
    schema['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, toJsonSchema(value, base)]),
    );
  }
  const whole = Array.isArray(oneOf) ? withAlternatives(schema, oneOf, base) : schema;
  return source['nullable'] === true ? orNull(whole) : whole;
}

function withAlternatives(schema: Schema, oneOf: readonly unknown[], base: string): Schema {
  const alternatives = oneOf.map((entry) => toJsonSchema(entry, base));
  if (!('anyOf' in schema)) return { ...schema, anyOf: alternatives };
  return { allOf: [schema, { anyOf: alternatives }] };
}

/** The schema, or null. */
function orNull(schema: Schema): Schema {
  const { type, enum: values, ...rest } = schema;
  if (Object.keys(schema).length === 0) return schema;
  const isSimple = !('anyOf' in rest) && !('allOf' in rest);
  if (type === undefined || !isSimple) return { anyOf: [schema, { type: 'null' }] };
  const types = [...new Set([...(Array.isArray(type) ? type : [type]), 'null'])];
  if (!Array.isArray(values)) return { type: types, ...rest };
  return { type: types, enum: [...new Set<unknown>([...values, null])], ...rest };
}

function reference($ref: string, base: string): string {
  const name = /^#\/components\/schemas\/(.+)$/.exec($ref)?.[1];
  if (name === undefined) throw new TypeError(`${$ref} is no reference to a schema.`);
  return `${base}#/schemas/${name}`;
}
