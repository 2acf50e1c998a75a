import type { ErrorObject } from 'ajv/dist/2020.js';
import { quoted } from './problem.ts';

/**
 * Ajv reports each alternative of a `oneOf` and then the `oneOf` itself. What remains: the errors deep inside
 * the one alternative that the value's type fits, or else only the `oneOf`.
 */
export function outermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === 'oneOf');
  return errors.filter((error) => {
    if (error.keyword === 'oneOf') return !errors.some((other) => isDeeper(other, error));
    const choice = choices.find((candidate) => isInside(error, candidate));
    return choice === undefined || isDeeper(error, choice);
  });
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  return (
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    (error.instancePath === choice.instancePath ||
      error.instancePath.startsWith(`${choice.instancePath}/`))
  );
}

function isDeeper(error: ErrorObject, choice: ErrorObject): boolean {
  return isInside(error, choice) && error.instancePath !== choice.instancePath;
}

/** What the schema asks for where an error is: `a number of at least 0`, `one of fail, warn`. */
export function allowed(error: ErrorObject): string {
  const schema = error.parentSchema ?? {};
  if (error.keyword === 'minProperties')
    return 'a mapping with at least one key' + keysClause(schema);
  if (error.keyword === 'maxProperties')
    return `a mapping with at most ${error.params['limit']} keys`;
  if (error.keyword === 'uniqueItems') return 'a list in which nothing stands twice';
  return kind(schema);
}

function keysClause(schema: Readonly<Record<string, unknown>>): string {
  const properties = schema['properties'];
  const keys = isRecord(properties) ? Object.keys(properties) : [];
  return keys.length === 0 ? '' : ` (${keys.join(', ')})`;
}

function kind(schema: unknown): string {
  if (!isRecord(schema)) return 'something else';
  const { const: constant, enum: values, oneOf }: Keywords = schema;
  if (Array.isArray(oneOf)) return oneOf.map(kind).join(' or ');
  if (Array.isArray(values)) return `${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`;
  if (constant !== undefined) return JSON.stringify(constant);
  return typeInWords(schema);
}

interface Keywords {
  readonly const?: unknown;
  readonly enum?: unknown;
  readonly oneOf?: unknown;
  readonly type?: unknown;
  readonly items?: unknown;
  readonly pattern?: unknown;
  readonly minimum?: unknown;
  readonly exclusiveMinimum?: unknown;
  readonly maximum?: unknown;
  readonly minItems?: unknown;
  readonly maxItems?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
}

function typeInWords(schema: Keywords): string {
  switch (schema.type) {
    case 'object':
      return 'a mapping of keys to values';
    case 'array':
      return `a list${range(schema.minItems, schema.maxItems, 'texts')}`;
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'string':
      if (typeof schema.pattern === 'string') return patternInWords(schema.pattern);
      return `a text${range(schema.minLength, schema.maxLength, 'characters')}`;
    default:
      return 'something else';
  }
}

/** ` of at least 0`, ` from 1 to 100`, ` above 0 and at most 1`. */
function bounds({ minimum, exclusiveMinimum, maximum }: Keywords): string {
  const most = typeof maximum === 'number' ? maximum : null;
  if (typeof exclusiveMinimum === 'number') {
    return ` above ${exclusiveMinimum}${most === null ? '' : ` and at most ${most}`}`;
  }
  if (typeof minimum !== 'number') return '';
  return most === null ? ` of at least ${minimum}` : ` from ${minimum} to ${most}`;
}

/** The patterns of values in the schema that have words of their own; another would show itself as it is. */
function patternInWords(pattern: string): string {
  if (pattern.endsWith('[mhd]$')) return 'a length of time such as 30m, 12h or 7d';
  if (pattern.endsWith('%$')) return 'a percentage such as 5%';
  if (pattern.startsWith('^@')) return 'a GitHub user or team such as @org/team';
  return `a text that matches ${quoted(pattern)}`;
}

function range(least: unknown, most: unknown, unit: string): string {
  if (typeof most !== 'number') return '';
  return typeof least === 'number'
    ? ` of ${least} to ${most} ${unit}`
    : ` of at most ${most} ${unit}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
