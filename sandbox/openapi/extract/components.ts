import { isObject, type Schema } from '../description.ts';
import { toJsonSchema } from './schema.ts';

/**
 * The schemas that a part of an extract refers to, directly or through others, by name in alphabetical order.
 * @param part what was taken, with references of the form `<base>#/schemas/<name>`.
 * @param components the description's `components.schemas`.
 */
export function usedSchemas(
  part: unknown,
  components: Schema,
  base: string,
): Readonly<Record<string, Schema>> {
  const found = new Map<string, Schema>();
  const visit = (value: unknown): void => {
    for (const name of referencedNames(value, base)) {
      if (found.has(name)) continue;
      if (!(name in components)) throw new TypeError(`The description has no schema ${name}.`);
      const schema = toJsonSchema(components[name], base);
      found.set(name, schema);
      visit(schema);
    }
  };
  visit(part);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function referencedNames(value: unknown, base: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => referencedNames(entry, base));
  if (!isObject(value)) return [];
  const { $ref } = value;
  if (typeof $ref === 'string') return [$ref.slice(`${base}#/schemas/`.length)];
  return Object.values(value).flatMap((entry) => referencedNames(entry, base));
}
