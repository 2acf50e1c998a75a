import { Buffer } from 'node:buffer';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { Unpacked } from '../../core/model-files/item.ts';
import type { UnpackMethod } from '../../core/model-files/magic.ts';
import { type ByteSource, piecesOf, unreadable } from '../../core/model-files/source.ts';
import { openFile } from './file-source.ts';

const decoders: Readonly<Record<UnpackMethod, () => Transform>> = {
  deflate: createInflateRaw,
  zlib: createInflate,
  gzip: createGunzip,
  zstd: createZstdDecompress,
};

/** What is unpacked up to this size stays in memory; more goes to a temporary file. */
const memoryBytes = 8 * 1024 * 1024;

/**
 * Unpacks a source so that it can be read anywhere. Throws the RefusedError `unreadable` where it is damaged or
 * becomes larger than the limit.
 */
export async function unpack(
  source: ByteSource,
  method: UnpackMethod,
  mostBytes: number,
): Promise<Unpacked> {
  const spool = createSpool(mostBytes);
  try {
    await pipeline(Readable.from(piecesOf(source)), decoders[method](), (chunks) =>
      writeAll(chunks, spool),
    );
    return await spool.finish();
  } catch (error) {
    await spool.discard();
    if (isDamage(error)) throw unreadable('It is damaged: it could not be unpacked.');
    throw error;
  }
}

async function writeAll(chunks: AsyncIterable<Buffer>, spool: Spool): Promise<void> {
  for await (const chunk of chunks) await spool.write(chunk);
}

/** The codes of zlib and zstd begin so. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code));
}

interface Spool {
  write(chunk: Buffer): Promise<void>;
  finish(): Promise<Unpacked>;
  discard(): Promise<void>;
}

function createSpool(mostBytes: number): Spool {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  let held = 0;
  let folder: string | null = null;
  const discard = async (): Promise<void> => {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  const spill = async (): Promise<string> => {
    folder ??= await mkdtemp(join(tmpdir(), 'assay-scan-'));
    const path = join(folder, 'unpacked');
    await using file = await open(path, 'a', 0o600);
    await file.appendFile(Buffer.concat(chunks));
    chunks = [];
    held = 0;
    return path;
  };
  return {
    async write(chunk) {
      sizeBytes += chunk.length;
      if (sizeBytes > mostBytes) {
        throw unreadable(`Unpacked it is larger than ${mostBytes} bytes, the limit for it.`);
      }
      chunks.push(chunk);
      held += chunk.length;
      if (held > memoryBytes) await spill();
    },
    async finish() {
      if (folder === null) return inMemory(Buffer.concat(chunks));
      const file = await openFile(await spill());
      return {
        ...file,
        async close() {
          await file.close();
          await discard();
        },
      };
    },
    discard,
  };
}

function inMemory(bytes: Uint8Array): Unpacked {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}
