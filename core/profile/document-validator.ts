import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import common from '../../schemas/common.schema.json' with { type: 'json' };
import profile from '../../schemas/profile.schema.json' with { type: 'json' };

let compiled: ValidateFunction | undefined;

/** Validates the document of a profile; compiled when it is first needed. */
export function profileValidator(): ValidateFunction {
  if (compiled !== undefined) return compiled;
  const ajv = new Ajv2020({ strict: false, schemas: [common] });
  addFormats.default(ajv);
  compiled = ajv.compile(profile);
  return compiled;
}
