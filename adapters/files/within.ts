import { isAbsolute, join, relative, sep } from 'node:path';
import { realpath } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';

/**
 * A declared path or pattern without `./`, doubled or trailing slashes. Throws an InputError when it is absolute or
 * has a parent segment: what a model depends on lies in its folder.
 */
export function normalised(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (isAbsolute(path) || path.includes('\0') || segments.includes('..')) {
    throw new InputError(
      'outside-folder',
      `The path ${path} leaves the model's folder: use paths inside it, with forward slashes, or set the model's "path" to a folder further up.`,
    );
  }
  return segments.join('/');
}

/** The absolute path of a declared path inside a folder. Throws an InputError when it would lie outside. */
export function resolveWithin(folder: string, path: string): string {
  return join(folder, normalised(path));
}

/**
 * The real path of a file inside a folder, links resolved. Throws an InputError when a link leads out of the folder
 * or to nothing. `root` is the folder's own real path.
 */
export async function realPathWithin(root: string, path: string): Promise<string> {
  const found = await realpath(join(root, path)).catch(() => null);
  if (found === null) {
    throw new InputError('broken-link', `${path} is a link to something that does not exist.`);
  }
  const inside = relative(root, found);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new InputError(
      'outside-folder',
      `${path} is a link that leads out of the model's folder: put the file itself there.`,
    );
  }
  return found;
}
