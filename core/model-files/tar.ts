import { type ByteSource, partOf, readExactly, unreadable } from './source.ts';

/** One entry of a tar archive. */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly content: ByteSource;
}

const block = 512;

/** Whether a block is the header of an entry: its checksum is right, of bytes with or without signs as Python takes it. */
export function isTarHeader(header: Uint8Array): boolean {
  if (header.length < block) return false;
  const stated = octal(header.subarray(148, 156));
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  for (const [at, byte] of header.subarray(0, block).entries()) {
    if (at >= 148 && at < 156) continue;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return (stated === unsigned || stated === signed) && unsigned > 8 * 32;
}

/** What headers say of the entry that comes after them. */
interface Announced {
  path: string | null;
  sizeBytes: number | null;
}

/**
 * The entries of a tar archive, after POSIX.1-2001 (ustar, pax) with GNU's long names, in order. Throws the
 * RefusedError `unreadable` for one that is damaged or of a kind that is not read.
 */
export async function* readTar(source: ByteSource): AsyncGenerator<TarEntry> {
  let announced: Announced = { path: null, sizeBytes: null };
  let offset = 0;
  while (offset + block <= source.sizeBytes) {
    const header = await readExactly(source, offset, block);
    if (header.every((byte) => byte === 0)) {
      await refuseRest(source, offset);
      return;
    }
    if (!isTarHeader(header)) throw unreadable('It is a damaged tar archive.');
    refuseZipEnd(header);
    const type = String.fromCharCode(header[156] ?? 0);
    const sizeBytes = announced.sizeBytes ?? octal(header.subarray(124, 136));
    if (sizeBytes === null) throw unreadable('It is a tar archive with a size that is no number.');
    const content = await contentAt(source, offset + block, sizeBytes, type);
    offset += block + Math.ceil(content.sizeBytes / block) * block;
    if ('Lxg'.includes(type)) {
      announced = await announce(type, content, announced);
      continue;
    }
    const kind = kinds[type];
    if (kind === undefined) {
      throw unreadable(`It is a tar archive with an entry of the kind ${JSON.stringify(type)}.`);
    }
    yield { path: announced.path ?? pathOf(header), kind, content };
    announced = { path: null, sizeBytes: null };
  }
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
  '1': 'link',
  '2': 'link',
  K: 'folder',
};

async function contentAt(
  source: ByteSource,
  start: number,
  sizeBytes: number,
  type: string,
): Promise<ByteSource> {
  const length = type === '1' || type === '2' ? 0 : sizeBytes;
  if (start + length > source.sizeBytes) throw unreadable('It is a tar archive that ends early.');
  return partOf(source, start, length);
}

/** A global header may change every size after it: only one that does not is read. */
async function announce(type: string, content: ByteSource, before: Announced): Promise<Announced> {
  if (content.sizeBytes > 1024 * 1024) throw unreadable('It is a tar archive with a huge header.');
  const bytes = await readExactly(content, 0, content.sizeBytes);
  refuseZipEnd(bytes);
  const text = new TextDecoder().decode(bytes);
  if (type === 'L') return { ...before, path: text.replace(/\0.*$/s, '') };
  const path = /^\d+ path=(.*)$/m.exec(text)?.[1] ?? before.path;
  const size = /^\d+ size=(\d{1,15})$/m.exec(text)?.[1];
  if (/^\d+ (?:size=|GNU\.sparse)/m.test(text) && (type === 'g' || size === undefined)) {
    throw unreadable('It is a tar archive whose sizes are not plain.');
  }
  return { path, sizeBytes: size === undefined ? before.sizeBytes : Number(size) };
}

/** A zip archive that ends in a file is read with the file; one that ends in a header would not be. */
function refuseZipEnd(bytes: Uint8Array): void {
  if (!new TextDecoder('latin1').decode(bytes).includes('PK\x05\x06')) return;
  throw unreadable('It is a tar archive with the end of a zip archive in a header.');
}

async function refuseRest(source: ByteSource, offset: number): Promise<void> {
  const end = Math.min(source.sizeBytes, offset + 1024 * 1024);
  const rest = await readExactly(source, offset, end - offset);
  if (end < source.sizeBytes || rest.some((byte) => byte !== 0)) {
    throw unreadable('It is a tar archive with bytes behind its end.');
  }
}

function pathOf(header: Uint8Array): string {
  const name = textIn(header.subarray(0, 100));
  const isUstar = textIn(header.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? textIn(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** Octal digits in each spelling that Python's `int` takes, or GNU's bytes for large numbers; null for neither. */
function octal(bytes: Uint8Array): number | null {
  if (((bytes[0] ?? 0) & 0x80) !== 0) {
    const value = bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return bytes[0] === 0x80 && Number.isSafeInteger(value) ? value : null;
  }
  const text = textIn(bytes).trim();
  const [, digits] = /^\+?(?:0[oO]_?)?([0-7]+(?:_[0-7]+)*)$/.exec(text) ?? [];
  if (digits !== undefined) return Number.parseInt(digits.replaceAll('_', ''), 8);
  return text === '' ? 0 : null;
}
