import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import common from '../../schemas/common.schema.json' with { type: 'json' };
import deployment from '../../schemas/deployment.schema.json' with { type: 'json' };
import drift from '../../schemas/drift.schema.json' with { type: 'json' };
import evaluation from '../../schemas/evaluation.schema.json' with { type: 'json' };
import hold from '../../schemas/hold.schema.json' with { type: 'json' };
import inspection from '../../schemas/inspection.schema.json' with { type: 'json' };
import promotion from '../../schemas/promotion.schema.json' with { type: 'json' };
import run from '../../schemas/run.schema.json' with { type: 'json' };
import verdict from '../../schemas/verdict.schema.json' with { type: 'json' };
import waiver from '../../schemas/waiver.schema.json' with { type: 'json' };
import version from '../../schemas/version.schema.json' with { type: 'json' };
import { type RecordKind, schemaIds } from './kinds.ts';

/** Ajv over all record schemas. With `removeAdditional`, unknown fields of what is validated are dropped in place. */
function compiler(removeAdditional: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    removeAdditional: removeAdditional && 'all',
    schemas: [
      common,
      inspection,
      run,
      evaluation,
      version,
      promotion,
      deployment,
      drift,
      verdict,
      waiver,
      hold,
    ],
  });
  addFormats.default(ajv);
  return ajv;
}

const strict = compiler(false);
let lenient: Ajv2020 | undefined;

/** Validates what we write, and what we read of our own minor version: an unknown field is refused. */
export function strictValidator(kind: RecordKind): ValidateFunction {
  return compiled(strict, kind);
}

/** Validates what a newer minor version wrote, dropping the fields that we don't know. Changes its argument. */
export function lenientValidator(kind: RecordKind): ValidateFunction {
  lenient ??= compiler(true);
  return compiled(lenient, kind);
}

function compiled(ajv: Ajv2020, kind: RecordKind): ValidateFunction {
  const validate = ajv.getSchema(schemaIds[kind]);
  if (validate === undefined) throw new TypeError(`No schema ${schemaIds[kind]}.`);
  return validate;
}
