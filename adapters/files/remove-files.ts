import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expand } from './expand.ts';

/** Removes the files that the declared paths stand for, but none that `kept` stands for. Throws as `expand` does. */
export async function removeFiles(
  folder: string,
  paths: readonly string[],
  kept: readonly string[],
): Promise<void> {
  const stay = new Set((await Promise.all(kept.map((path) => expand(folder, path)))).flat());
  for (const path of paths) {
    for (const file of await expand(folder, path)) {
      // Through a link two names may stand for one file.
      if (!stay.has(file)) await rm(join(folder, file), { force: true });
    }
  }
}
