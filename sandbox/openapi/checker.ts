import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Schema } from './description.ts';
import { errorsOf } from './errors.ts';
import { isLoose } from './looseness.ts';
import { phrases } from './phrase.ts';

/** A value to hold to a schema, and how to speak of it. */
export interface Check {
  /** The operation, `200 of` an operation, or `event.action`. */
  readonly subject: string;
  /** `body`, `query`, `path` or `payload`. A subject's part always has the same schema. */
  readonly part: string;
  readonly value: unknown;
  /** Asked for once, when the check is first made. */
  readonly schema: () => Schema;
  /** Whether numbers and booleans are written as texts, as in a query. */
  readonly isText?: boolean;
}

/** Null, or what is wrong, without a full stop. */
export type Checker = (check: Check) => string | null;

/** Formats, leniently: GitHub writes an empty text where it has no address. */
const formats = {
  'date-time': (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text: string) => text === '' || /^[a-z][a-z0-9+.-]*:\S+$/i.test(text),
};

/** A checker for schemas that refer to these documents by their `$id`. A schema compiles in some milliseconds, once. */
export function createChecker(documents: readonly object[]): Checker {
  const options = {
    strict: false,
    validateSchema: false,
    allErrors: true,
    verbose: true,
    formats,
    // Compiles four times as fast so, and validates as fast.
    inlineRefs: false,
    code: { optimize: false },
  };
  const json = new Ajv2020(options);
  const text = new Ajv2020({ ...options, coerceTypes: true });
  for (const document of documents) json.addSchema({ ...document });
  const compiled = new Map<string, ValidateFunction>();
  return ({ subject, part, value, schema, isText = false }) => {
    const ajv = isText ? text : json;
    const key = `${subject} ${part}`;
    const validate = compiled.get(key) ?? ajv.compile(schema());
    compiled.set(key, validate);
    const errors = errorsOf(ajv, validate, value, (error) => !isLoose(subject, error));
    return errors.length === 0 ? null : phrases(errors, part);
  };
}
