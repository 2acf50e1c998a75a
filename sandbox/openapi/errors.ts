import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isObject } from './description.ts';

/** Which errors count; the others are known looseness. */
export type Counts = (error: ErrorObject) => boolean;

/**
 * What is wrong with a value, by a schema compiled with `allErrors` and `verbose`. Of alternatives (`anyOf`) only
 * the errors of the one that comes nearest are given; where one has no error that counts, there is none.
 */
export function errorsOf(
  ajv: Ajv2020,
  validate: ValidateFunction,
  value: unknown,
  counts: Counts,
): readonly ErrorObject[] {
  if (validate(value)) return [];
  const left = [...(validate.errors ?? [])];
  const result: ErrorObject[] = [];
  for (let error = left.pop(); error !== undefined; error = left.pop()) {
    if (error.keyword !== 'anyOf') {
      if (counts(error)) result.unshift(error);
      continue;
    }
    const { data, instancePath } = error;
    const branches = alternatives(error).map((schema) => ajv.compile(schema));
    const found = branches.map((branch) => errorsOf(ajv, branch, data, counts));
    // The errors of the alternatives stand right before the error of `anyOf` itself.
    for (const branch of branches) {
      branch(data);
      left.splice(left.length - (branch.errors?.length ?? 0));
    }
    result.unshift(
      ...nearest(found).map((inner) => ({
        ...inner,
        instancePath: instancePath + inner.instancePath,
      })),
    );
  }
  return result;
}

function alternatives({ schema }: ErrorObject): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(schema) ? schema.filter(isObject) : [];
}

/** The errors of the alternative of the value's own type with the fewest. */
function nearest(found: readonly (readonly ErrorObject[])[]): readonly ErrorObject[] {
  const sorted = [...found].sort(
    (a, b) => Number(isOtherType(a)) - Number(isOtherType(b)) || a.length - b.length,
  );
  return sorted[0] ?? [];
}

function isOtherType(errors: readonly ErrorObject[]): boolean {
  return errors.some(({ keyword, instancePath }) => keyword === 'type' && instancePath === '');
}
