import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { failed, ok, type Result } from '../../core/result.ts';
import { pathProblem, shownPath } from './entry-path.ts';

/** The limits of an artifact that carries records: see design.md, section 5. */
export const artifactLimits = {
  zippedBytes: 5 * 1024 * 1024,
  unpackedBytes: 20 * 1024 * 1024,
  entries: 200,
} as const;

/** What is taken from an artifact: records, and small pictures that hold no script. */
const kept =
  /^records\/[A-Za-z0-9._-]+\.json$|^(?:[A-Za-z0-9._-]+\/)*[A-Za-z0-9._-]+\.(?:png|jpg|jpeg|webp)$/;

const inflate = promisify(inflateRaw);

/** Thrown inside this file only, and given back as a reason. */
class Refusal extends Error {}

/**
 * Reads a workflow's artifact, which is untrusted, wholly in memory: nothing is written to disk. Gives the records and
 * pictures by path, or one sentence that says why the artifact is refused; then nothing of it is used.
 */
export async function readArtifact(
  zip: Uint8Array,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  if (zip.byteLength > artifactLimits.zippedBytes) {
    return failed(`It has ${zip.byteLength} bytes; ${artifactLimits.zippedBytes} are allowed.`);
  }
  try {
    return ok(await readEntries(await open(zip)));
  } catch (error) {
    if (error instanceof Refusal) return failed(error.message);
    return failed('It is no zip file, or it is damaged.');
  }
}

async function open(zip: Uint8Array): Promise<Source> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  // Names are decoded and judged here, so that a sentence can say what is wrong with them.
  return { bytes, file: await fromBufferPromise(bytes, { decodeStrings: false }) };
}

/** The zip's bytes and its opened directory. */
interface Source {
  readonly bytes: Buffer;
  readonly file: ZipFile;
}

async function readEntries(source: Source): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let entries = 0;
  let unpacked = 0;
  for await (const entry of source.file.eachEntry()) {
    entries += 1;
    if (entries > artifactLimits.entries) {
      throw new Refusal(`It has more than ${artifactLimits.entries} entries.`);
    }
    const path = acceptedPath(entry, seen);
    if (unpacked + entry.uncompressedSize > artifactLimits.unpackedBytes) throw tooLarge();
    if (kept.test(path)) {
      const content = await readEntry(source, entry, path, artifactLimits.unpackedBytes - unpacked);
      contents.set(path, content);
      unpacked += content.byteLength;
    } else {
      // It is not unpacked, so what it claims is all there is to count.
      unpacked += entry.uncompressedSize;
    }
  }
  return contents;
}

/** The entry's path. Throws a Refusal unless it is a plain file or folder with a plain path that is new. */
function acceptedPath(entry: Entry, seen: Set<string>): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  const name = `Its entry ${shownPath(path)}`;
  const problem = pathProblem(path);
  if (problem !== null) throw new Refusal(`${name} ${problem}.`);
  if (!isPlain(entry)) throw new Refusal(`${name} is a link or another special file.`);
  if (entry.isEncrypted()) throw new Refusal(`${name} is encrypted.`);
  // Two names that some file systems hold to be one are one.
  const key = path.replace(/\/$/, '').normalize('NFC').toLowerCase();
  if (seen.has(key)) throw new Refusal(`${name} is there twice.`);
  seen.add(key);
  return path;
}

/** Whether the Unix mode, where there is one, is that of a file or a folder. */
function isPlain(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  return type === 0 || type === 0o100000 || type === 0o040000;
}

/** The content of an entry. Inflating ends at the limit, whatever the entry says of its size. */
async function readEntry(
  { bytes, file }: Source,
  entry: Entry,
  path: string,
  limit: number,
): Promise<Uint8Array> {
  const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
  const data = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = await decompress(entry, data, path, limit);
  if (content.byteLength > limit) throw tooLarge();
  if (content.byteLength !== entry.uncompressedSize || crc32(content) !== entry.crc32) {
    throw new Refusal(`Its entry ${shownPath(path)} is damaged.`);
  }
  return content;
}

async function decompress(
  entry: Entry,
  data: Uint8Array,
  path: string,
  limit: number,
): Promise<Uint8Array> {
  if (entry.compressionMethod === 0) return Uint8Array.from(data);
  if (entry.compressionMethod !== 8) {
    throw new Refusal(`Its entry ${shownPath(path)} is compressed in a way that is not known.`);
  }
  try {
    return await inflate(data, { maxOutputLength: Math.max(limit, 1) });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new Refusal(`Its entry ${shownPath(path)} is damaged.`);
  }
}

function tooLarge(): Refusal {
  return new Refusal(`It unpacks to more than ${artifactLimits.unpackedBytes} bytes.`);
}
