import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expand } from './expand.ts';

/**
 * Makes what the declared paths stand for in one folder so in another: files that were there and are not in the
 * source are removed, the source's are copied. Folders that become empty stay.
 */
export async function placeFiles(
  source: string,
  target: string,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    for (const file of await expand(target, path)) await rm(join(target, file), { force: true });
  }
  for (const path of paths) {
    for (const file of await expand(source, path)) {
      await mkdir(dirname(join(target, file)), { recursive: true });
      await copyFile(join(source, file), join(target, file), constants.COPYFILE_FICLONE);
    }
  }
}
