import { isObject, type Schema } from './description.ts';

/**
 * The schema of a request's body, closed: an object with a key that no alternative documents is refused, also
 * where the description leaves `additionalProperties` open. GitHub ignores such keys, so a misspelt one would go
 * unnoticed. Objects without any documented key (`client_payload`, `inputs`) stay open. References are inlined.
 * @param resolve gives the schema that a reference names.
 */
export function closed(schema: Schema, resolve: (reference: string) => Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref === 'string') return closed(resolve($ref), resolve);
  const inside = closedInside(schema, resolve);
  const names = documentedNames(inside);
  if (names.isMap || names.keys.size === 0 || schema['additionalProperties'] === false)
    return inside;
  return { ...inside, propertyNames: { enum: [...names.keys] } };
}

/** Closes what an object holds, but not the object: an alternative may document only some of its keys. */
function closedInside(schema: Schema, resolve: (reference: string) => Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref === 'string') return closedInside(resolve($ref), resolve);
  const result: Record<string, unknown> = { ...schema };
  const { properties, items } = schema;
  if (isObject(properties)) {
    result['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        isObject(value) ? closed(value, resolve) : value,
      ]),
    );
  }
  if (isObject(items)) result['items'] = closed(items, resolve);
  for (const keyword of ['anyOf', 'allOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    result[keyword] = branches.map((branch: unknown) =>
      isObject(branch) ? closedInside(branch, resolve) : branch,
    );
  }
  return result;
}

interface DocumentedNames {
  readonly keys: ReadonlySet<string>;
  /** Whether keys are the caller's own, with described values. */
  readonly isMap: boolean;
}

function documentedNames(schema: Schema): DocumentedNames {
  const { properties, additionalProperties, anyOf, allOf } = schema;
  const own = isObject(properties) ? Object.keys(properties) : [];
  const branches = [anyOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const inner = branches.filter(isObject).map(documentedNames);
  return {
    keys: new Set([...own, ...inner.flatMap(({ keys }) => [...keys])]),
    isMap:
      (isObject(additionalProperties) && Object.keys(additionalProperties).length > 0) ||
      inner.some(({ isMap }) => isMap),
  };
}
