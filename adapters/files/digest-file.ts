import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** sha256 of a file's bytes, `sha256:<hex>`; streamed, so that its size does not matter. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 64 * 1024 }), hash);
  return `sha256:${hash.digest('hex')}`;
}
