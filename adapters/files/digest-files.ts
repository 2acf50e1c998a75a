import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { canonicalJson, sha256 } from '../../core/record/digest.ts';
import type { FileDigest } from '../../schemas/types.ts';
import { digestFile } from './digest-file.ts';
import { expand } from './expand.ts';
import { normalised } from './within.ts';

/**
 * The digest of each declared path, in the order in which they are declared: of a file its bytes, of a folder or a
 * pattern the sorted list of its files with their digests, so that a rename shows. `key` says where the paths are
 * declared. Throws an InputError that names the first pattern which matches nothing.
 */
export async function digestFiles(
  folder: string,
  patterns: readonly string[],
  key = 'the inputs',
): Promise<FileDigest[]> {
  const digests: FileDigest[] = [];
  for (const pattern of patterns) {
    const files = await listedFiles(folder, await expand(folder, pattern));
    const [first] = files;
    if (first === undefined) {
      throw new InputError(
        'no-input',
        `${key} names ${pattern}, and the model's folder has no such file: correct the name, or make the file in a step before this one.`,
      );
    }
    const isOneFile = files.length === 1 && first.path === normalised(pattern);
    digests.push({
      path: pattern,
      digest: isOneFile ? first.digest : digestOfList(files),
      bytes: sumOfBytes(files),
    });
  }
  return digests;
}

/** Path, digest and size of each file. */
export async function listedFiles(
  folder: string,
  paths: readonly string[],
): Promise<readonly FileDigest[]> {
  const files: FileDigest[] = [];
  for (const path of paths) {
    const absolute = join(folder, path);
    files.push({ path, digest: await digestFile(absolute), bytes: (await stat(absolute)).size });
  }
  return files;
}

/** sha256 over the paths and digests of sorted files: it depends on names and bytes, and on nothing else. */
export function digestOfList(files: readonly FileDigest[]): string {
  return sha256(canonicalJson(files.map(({ path, digest }) => [path, digest])));
}

/** The size of all files together, in bytes. */
export function sumOfBytes(files: readonly FileDigest[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
