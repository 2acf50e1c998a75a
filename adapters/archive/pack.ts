import { createWriteStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Pack } from 'tar';
import { expand } from '../files/expand.ts';

/**
 * Packs the files of the declared paths of a folder into a gzipped tar. The same files give the same bytes: entries
 * are sorted, without times, owners, folders and links; of the mode only whether a file can be executed is kept.
 */
export async function pack(
  folder: string,
  paths: readonly string[],
  target: string,
): Promise<void> {
  const found = await Promise.all(paths.map((path) => expand(folder, path)));
  await packFiles(folder, [...new Set(found.flat())], target);
}

/** As `pack`, for files by their names: nothing in them is a pattern. */
export async function packFiles(
  folder: string,
  names: readonly string[],
  target: string,
): Promise<void> {
  const files = names.toSorted();
  const archive = new Pack({
    cwd: folder,
    portable: true,
    mtime: new Date(0),
    gzip: { level: 6 },
    strict: true,
    statCache: await plainFiles(folder, files),
  });
  for (const file of files) archive.add(file);
  archive.end();
  await pipeline(archive, createWriteStream(target));
}

/**
 * What the archive is told of each file: links are what they lead to, a second name of the same bytes is a file of
 * its own (tar would write a link), and the creator's umask does not show.
 */
async function plainFiles(folder: string, files: readonly string[]): Promise<Map<string, Stats>> {
  const known = new Map<string, Stats>();
  for (const file of files) {
    const path = resolve(folder, file);
    const found = await stat(path);
    found.nlink = 1;
    found.mode = (found.mode & 0o170000) | ((found.mode & 0o100) === 0 ? 0o644 : 0o755);
    known.set(path, found);
  }
  return known;
}
