import { createHash } from 'node:crypto';
import { createWriteStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Pack } from 'tar';
import { expand } from '../files/expand.ts';
import { storedGzip } from './stored-gzip.ts';

/**
 * Packs the files of the declared paths of a folder into a gzipped tar, compressed. The same files give the same bytes
 * on machines with the same zlib.
 */
export async function pack(
  folder: string,
  paths: readonly string[],
  target: string,
): Promise<void> {
  const found = await Promise.all(paths.map((path) => expand(folder, path)));
  const archive = await plainTar(folder, [...new Set(found.flat())]);
  await pipeline(archive, createGzip({ level: 6 }), createWriteStream(target));
}

/** A file that was just written. */
export interface Written {
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Packs files by their names (nothing in them is a pattern) into a gzipped tar that is not compressed. The same files
 * give the same bytes on every machine. The digest is computed on the way.
 */
export async function packFiles(
  folder: string,
  names: readonly string[],
  target: string,
): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const archive = await plainTar(folder, names);
  await pipeline(archive, storedGzip(), meter, createWriteStream(target));
  return { digest: `sha256:${hash.digest('hex')}`, bytes };
}

/**
 * A tar whose bytes depend on the names and contents of its files alone: entries are sorted, without times, owners,
 * folders and links; of the mode only whether a file can be executed is kept.
 */
async function plainTar(folder: string, names: readonly string[]): Promise<NodeJS.ReadableStream> {
  const files = names.toSorted();
  const archive = new Pack({
    cwd: folder,
    portable: true,
    mtime: new Date(0),
    strict: true,
    // Buffers of 16 MB, its default, would be most of the memory that packing takes.
    maxReadSize: 256 * 1024,
    statCache: await plainFiles(folder, files),
  });
  for (const file of files) archive.add(file);
  archive.end();
  // Its types say EventEmitter; it is read as a stream is.
  return archive as unknown as NodeJS.ReadableStream;
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
