import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { State } from '../state.ts';

/** What is known of a blob that is there. */
export interface BlobProperties {
  readonly bytes: number;
  readonly contentType: string;
  readonly modified: Date;
  readonly etag: string;
}

const standardType = 'application/octet-stream';

/** A name that no blob has yet. */
export function newBlobName(): string {
  return randomUUID();
}

/** Where a blob's bytes lie: `<folder>/blobs/<name>`, with its type and its unfinished blocks beside it. */
export function blobPath(state: State, name: string): string {
  return join(state.folder, 'blobs', name);
}

/** Writes a whole blob. */
export async function putBlob(
  state: State,
  name: string,
  content: Readable,
  contentType: string | null,
): Promise<void> {
  const path = blobPath(state, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeWhole(path, content);
  await writeFile(`${path}.type`, contentType ?? standardType);
}

/** Keeps one block until a list names it. */
export async function putBlock(
  state: State,
  name: string,
  blockId: string,
  content: Readable,
): Promise<void> {
  const path = blockPath(state, name, blockId);
  await mkdir(join(path, '..'), { recursive: true });
  await writeWhole(path, content);
}

/** Makes the blob of these blocks, in this order; false when one of them was never put. */
export async function commitBlocks(
  state: State,
  name: string,
  blockIds: readonly string[],
  contentType: string | null,
): Promise<boolean> {
  const path = blobPath(state, name);
  const blocks = blockIds.map((id) => blockPath(state, name, id));
  const sizes = await Promise.all(blocks.map((block) => sizeOf(block)));
  if (sizes.includes(null)) return false;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(`${path}.part`, '');
  for (const block of blocks) {
    await pipeline(createReadStream(block), createWriteStream(`${path}.part`, { flags: 'a' }));
  }
  await rename(`${path}.part`, path);
  await writeFile(`${path}.type`, contentType ?? standardType);
  await rm(`${path}.blocks`, { recursive: true, force: true });
  return true;
}

/** Null when there is no blob of this name. */
export async function blobProperties(state: State, name: string): Promise<BlobProperties | null> {
  const path = blobPath(state, name);
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  return {
    bytes: found.size,
    contentType: await readFile(`${path}.type`, 'utf8'),
    modified: found.mtime,
    etag: `"0x${Math.round(found.mtimeMs * 1000)
      .toString(16)
      .toUpperCase()}"`,
  };
}

/** The bytes from `first` to `last`, both included. */
export function readBlob(state: State, name: string, first: number, last: number): Readable {
  return createReadStream(blobPath(state, name), { start: first, end: last });
}

/** SHA-256 of a blob, as lower-case hex. */
export async function digestOfBlob(state: State, name: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(blobPath(state, name)), hash);
  return hash.digest('hex');
}

/** Removes a blob and all that belongs to it. */
export async function deleteBlob(state: State, name: string): Promise<void> {
  const path = blobPath(state, name);
  const all = [path, `${path}.type`, `${path}.blocks`];
  await Promise.all(all.map((one) => rm(one, { recursive: true, force: true })));
}

function blockPath(state: State, name: string, blockId: string): string {
  return join(`${blobPath(state, name)}.blocks`, Buffer.from(blockId).toString('hex'));
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

/** A reader never sees a half-written file. */
async function writeWhole(path: string, content: Readable): Promise<void> {
  const part = `${path}.${randomUUID()}`;
  await pipeline(content, createWriteStream(part));
  await rename(part, path);
}
