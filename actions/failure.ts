import type { AssayError } from '../core/errors.ts';
import type { Failure } from '../schemas/types.ts';

/** See `Failure` in schemas/common.schema.json. */
const longestMessage = 4096;

/** A failure as a record tells it. */
export function failureOf({ code, message }: AssayError): Failure {
  return { code, message: message.slice(0, longestMessage).toWellFormed() };
}
