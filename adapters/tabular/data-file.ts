import { stat } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';

/** A file, and what sentences call it. */
export interface DataFile {
  readonly path: string;
  readonly shown: string;
}

/** The size of a file in bytes. Throws the InputError `no-file` where there is none. */
export async function sizeOf({ path, shown }: DataFile): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() === true) return found.size;
  throw new InputError(
    'no-file',
    `The file ${shown} does not exist: make it in a step before this one, or correct its path in the configuration.`,
  );
}

/** The InputError `not-utf8`. */
export function notUtf8({ path, shown }: DataFile, cause: unknown): InputError {
  return new InputError('not-utf8', `${shown} is not text in UTF-8: write it with that encoding.`, {
    file: path,
    cause,
  });
}
