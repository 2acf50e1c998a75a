import type { ErrorObject } from 'ajv/dist/2020.js';
import { closest, distance } from 'fastest-levenshtein';

/** Keywords that only say that something inside failed, which is reported by itself. */
const wrappers = new Set(['propertyNames']);

/** How many problems one sentence names. */
const most = 3;

/**
 * What Ajv found (with `allErrors` and `verbose`), in words: `body.conclusion is "faild", not one of success, …`.
 * Unknown keys come first, since a misspelt key also lacks under its right name.
 * @param subject what was validated: `body`, `query`, `payload`.
 */
export function phrases(errors: readonly ErrorObject[], subject: string): string {
  const unknown = errors.filter((error) => unknownKey(error) !== undefined);
  const others = errors.filter(
    (error) => unknownKey(error) === undefined && !wrappers.has(error.keyword),
  );
  const specific = [...unknown, ...others];
  const all = specific.length > 0 ? specific : errors;
  const texts = new Set(all.map((error) => phrase(error, subject)));
  const shown = [...texts].slice(0, most);
  const more = texts.size - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}`;
}

/** `x is not documented`, with the nearest name that is. */
export function notDocumented(name: string, documented: readonly string[], place: string): string {
  const nearest = documented.length === 0 ? null : closest(name, [...documented]);
  const isNear = nearest !== null && distance(name, nearest) <= 2;
  return `${place} is not documented${isNear ? ` (nearest: ${nearest})` : ''}`;
}

function phrase(error: ErrorObject, subject: string): string {
  const place = `${subject}${path(error.instancePath)}`;
  const key = unknownKey(error);
  if (key !== undefined) return notDocumented(key, documentedKeys(error), `${place}.${key}`);
  const { params, data } = error;
  switch (error.keyword) {
    case 'required':
      return `${place} lacks ${String(params['missingProperty'])}`;
    case 'enum':
      return `${place} is ${show(data)}, not one of ${[params['allowedValues']].flat().map(show).join(', ')}`;
    case 'type':
      return `${place} is ${show(data)}, not of type ${[params['type']].flat().join(' or ')}`;
    case 'maxLength':
      return `${place} has ${String(length(data))} characters, at most ${String(params['limit'])} are documented`;
    default:
      return `${place} (${show(data)}) ${error.message ?? error.keyword}`;
  }
}

/** The key that an error says must not be there. */
function unknownKey({ keyword, params, propertyName }: ErrorObject): string | undefined {
  if (keyword === 'additionalProperties') return String(params['additionalProperty']);
  return keyword === 'enum' ? propertyName : undefined;
}

function documentedKeys({ keyword, params, parentSchema }: ErrorObject): readonly string[] {
  if (keyword === 'enum') return [params['allowedValues']].flat().map(String);
  const properties: unknown = parentSchema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** `/output/annotations/0/path` as `.output.annotations[0].path`. */
function path(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('');
}

function length(data: unknown): number {
  return typeof data === 'string' ? data.length : 0;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
