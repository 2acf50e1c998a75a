import { glob, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { normalised, realPathWithin } from './within.ts';

/**
 * The files that a declared path stands for: a file, every file of a folder, or the files that a glob pattern
 * matches. Sorted by code unit, without duplicates, relative to the folder, with forward slashes; none when there
 * is nothing. Throws an InputError for a path or a link that leads out of the folder.
 */
export async function expand(folder: string, pattern: string): Promise<string[]> {
  const path = normalised(pattern);
  const root = await realpath(folder);
  const literal = await lstat(join(root, path)).catch(() => null);
  const files = literal === null ? await matches(root, path) : await walk(root, path, []);
  return [...new Set(files)].sort();
}

/** The files that a glob pattern names; folders among its matches are not walked. */
async function matches(root: string, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const match of glob(pattern, { cwd: root })) {
    if ((await stat(await realPathWithin(root, match))).isFile()) {
      files.push(match.replaceAll(sep, '/'));
    }
  }
  return files;
}

/** The files at and under a path, but git's own. `above` holds the real paths of the folders that led here, against endless links. */
async function walk(root: string, path: string, above: readonly string[]): Promise<string[]> {
  const real = await realPathWithin(root, path);
  const kind = await stat(real);
  if (kind.isFile()) return [path];
  if (!kind.isDirectory()) return [];
  if (above.includes(real)) {
    throw new InputError('endless-link', `${path} is a link to a folder that it lies in.`);
  }
  const files: string[] = [];
  for (const name of await readdir(real)) {
    if (name === '.git') continue;
    files.push(...(await walk(root, path === '' ? name : `${path}/${name}`, [...above, real])));
  }
  return files;
}
