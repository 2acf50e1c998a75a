import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import common from '../../schemas/common.schema.json' with { type: 'json' };
import config from '../../schemas/config.schema.json' with { type: 'json' };
import policy from '../../schemas/policy.schema.json' with { type: 'json' };

/** Strict about numbers because YAML, unlike JSON, has `.nan` and `.inf`. Verbose: errors carry schema and data. */
const ajv = new Ajv2020({
  strict: false,
  strictNumbers: true,
  allErrors: true,
  verbose: true,
  schemas: [common, config],
});
const validators = { config: ajv.compile(config), policy: ajv.compile(policy) } as const;

/** What people write: a repository's configuration, or an organisation's policy. */
export type WrittenKind = keyof typeof validators;

/** What the schema of its kind finds wrong in a value; nothing for a valid one. */
export function schemaErrors(value: unknown, kind: WrittenKind): readonly ErrorObject[] {
  const validate = validators[kind];
  return validate(value) ? [] : (validate.errors ?? []);
}
