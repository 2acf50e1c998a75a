import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import common from '../../schemas/common.schema.json' with { type: 'json' };
import config from '../../schemas/config.schema.json' with { type: 'json' };

/** Strict about numbers because YAML, unlike JSON, has `.nan` and `.inf`. Verbose: errors carry schema and data. */
const ajv = new Ajv2020({
  strict: false,
  strictNumbers: true,
  allErrors: true,
  verbose: true,
  schemas: [common],
});
const validate = ajv.compile(config);

/** What the schema of the configuration finds wrong in a value; nothing for a valid one. */
export function schemaErrors(value: unknown): readonly ErrorObject[] {
  return validate(value) ? [] : (validate.errors ?? []);
}
