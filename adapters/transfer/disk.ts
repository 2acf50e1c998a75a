import { InputError } from '../../core/errors.ts';

/** Of a connection none of them comes. */
const diskCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES']);

/**
 * The error for what this machine's own disk did not take while a file came in, whoever sent it; null where something
 * else went wrong. `doing` is as in "the download of weights.bin".
 */
export function diskTrouble(error: unknown, doing: string): InputError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !diskCodes.has(code)) return null;
  const advice =
    code === 'EROFS' || code === 'EACCES'
      ? 'let this account write where it goes'
      : 'make room on it, or take a machine with a larger one';
  const sentence = `The disk of this machine does not take ${doing} (${code}): ${advice}, and run this again.`;
  return new InputError('disk', sentence, { cause: error });
}
