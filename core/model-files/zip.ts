import { type ByteSource, readExactly, unreadable } from './source.ts';

/** One file in a zip archive, by its central directory. */
export interface ZipEntry {
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflate, 93 zstd. */
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its packed bytes begin in the archive. */
  readonly start: number;
}

const endBytes = 22;
/** Python looks one byte further than a comment can reach. */
const longestComment = 0x10000;
const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

/**
 * Where the last record lies that may end a zip archive; null when there is none near the end. Python takes the last
 * one even if its comment does not end where the file does, so that no earlier one may count.
 */
export async function findZipEnd(source: ByteSource): Promise<number | null> {
  const start = Math.max(0, source.sizeBytes - endBytes - longestComment);
  const tail = view(await readExactly(source, start, source.sizeBytes - start));
  for (let at = tail.byteLength - 4; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) === signatures.end) return start + at;
  }
  return null;
}

/** Whether the record at a place is whole, and its comment ends where the source does. */
export async function fitsEnd(source: ByteSource, end: number): Promise<boolean> {
  if (end + endBytes > source.sizeBytes) return false;
  const record = view(await readExactly(source, end, endBytes));
  return end + endBytes + record.getUint16(20, true) === source.sizeBytes;
}

/**
 * The entries of a zip archive, after PKWARE's APPNOTE 6.3.10 with zip64. Readers differ in how they take an archive
 * that contradicts itself, and one that we don't foresee could find other bytes: such an archive is not read at all.
 * Throws the RefusedError `unreadable`.
 */
export async function readZip(
  source: ByteSource,
  end: number,
  mostEntries: number,
): Promise<readonly ZipEntry[]> {
  const directory = await findDirectory(source, end);
  if (directory.entries > mostEntries) {
    throw unreadable(`It has ${directory.entries} entries, more than are read.`);
  }
  const bytes = view(await readExactly(source, directory.start, directory.sizeBytes));
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < directory.entries; count += 1) {
    const header = centralHeader(bytes, at);
    at = header.next;
    if (!header.path.endsWith('/')) entries.push(await locate(source, header, directory.start));
  }
  if (at !== bytes.byteLength) throw contradiction('its directory is longer than its entries');
  refuseOverlap(entries);
  return entries;
}

interface Directory {
  readonly start: number;
  readonly sizeBytes: number;
  readonly entries: number;
}

const mostDirectoryBytes = 64 * 1024 ** 2;

async function findDirectory(source: ByteSource, end: number): Promise<Directory> {
  if (!(await fitsEnd(source, end))) {
    throw contradiction('its last end is not where the file ends');
  }
  const record = view(await readExactly(source, end, endBytes));
  const small = {
    entries: record.getUint16(10, true),
    sizeBytes: record.getUint32(12, true),
    start: record.getUint32(16, true),
  };
  const locator = end < 20 ? null : view(await readExactly(source, end - 20, 20));
  const large =
    locator?.getUint32(0, true) === 0x07064b50
      ? await largeDirectory(source, toNumber(locator.getBigUint64(8, true)), end - 20)
      : null;
  const directory = large ?? { ...small, end };
  if (directory.sizeBytes > mostDirectoryBytes) throw unreadable('Its directory is too large.');
  if (directory.start + directory.sizeBytes !== directory.end) {
    throw contradiction('its directory does not lie before its end');
  }
  if (large !== null && !sameOrUnset(small, large)) {
    throw contradiction('its two ends name different directories');
  }
  return directory;
}

function sameOrUnset(small: Directory, large: Directory): boolean {
  return (
    (small.entries === large.entries || small.entries === 0xffff) &&
    (small.sizeBytes === large.sizeBytes || small.sizeBytes === 0xffffffff) &&
    (small.start === large.start || small.start === 0xffffffff)
  );
}

const largeEndBytes = 56;

async function largeDirectory(
  source: ByteSource,
  at: number,
  locator: number,
): Promise<Directory & { readonly end: number }> {
  const record = view(await readExactly(source, at, largeEndBytes));
  const sizeBytes = toNumber(record.getBigUint64(4, true));
  // Python takes the bytes before the locator for it, whatever the locator says: nothing may lie between.
  const isBefore = at + largeEndBytes === locator && sizeBytes === largeEndBytes - 12;
  if (record.getUint32(0, true) !== 0x06064b50 || !isBefore) {
    throw contradiction('its zip64 end is not where it should be');
  }
  return {
    entries: toNumber(record.getBigUint64(32, true)),
    sizeBytes: toNumber(record.getBigUint64(40, true)),
    start: toNumber(record.getBigUint64(48, true)),
    end: at,
  };
}

interface CentralHeader extends Omit<ZipEntry, 'start'> {
  readonly headerStart: number;
  readonly next: number;
}

function centralHeader(bytes: DataView, at: number): CentralHeader {
  if (at + 46 > bytes.byteLength || bytes.getUint32(at, true) !== signatures.central) {
    throw contradiction('its directory is shorter than its entries');
  }
  const nameBytes = bytes.getUint16(at + 28, true);
  const extraBytes = bytes.getUint16(at + 30, true);
  const next = at + 46 + nameBytes + extraBytes + bytes.getUint16(at + 32, true);
  if (next > bytes.byteLength) throw contradiction('its directory ends in the middle of an entry');
  const extra = new DataView(bytes.buffer, bytes.byteOffset + at + 46 + nameBytes, extraBytes);
  const large = largeNumbers(extra);
  const value = (offset: number): number => {
    const small = bytes.getUint32(at + offset, true);
    return small === 0xffffffff ? large() : small;
  };
  // In this order: each that does not fit takes the next of the zip64 field.
  const unpackedBytes = value(24);
  const packedBytes = value(20);
  const headerStart = value(42);
  return {
    path: pathAt(bytes, at + 46, nameBytes),
    isEncrypted: (bytes.getUint16(at + 8, true) & 0x2041) !== 0,
    method: bytes.getUint16(at + 10, true),
    packedBytes,
    unpackedBytes,
    headerStart,
    next,
  };
}

/** Takes one number after the other from the zip64 field. */
function largeNumbers(extra: DataView): () => number {
  let at = extra.byteLength;
  let end = 0;
  for (let field = 0; field + 4 <= extra.byteLength;) {
    const sizeBytes = extra.getUint16(field + 2, true);
    if (extra.getUint16(field, true) === 1) {
      at = field + 4;
      end = Math.min(extra.byteLength, at + sizeBytes);
      break;
    }
    field += 4 + sizeBytes;
  }
  return () => {
    if (at + 8 > end) throw contradiction('a size is missing');
    at += 8;
    return toNumber(extra.getBigUint64(at - 8, true));
  };
}

/** Where an entry's bytes begin: its own header must say what the directory says. */
async function locate(
  source: ByteSource,
  { headerStart, ...entry }: CentralHeader,
  directoryStart: number,
): Promise<ZipEntry> {
  const header = view(await readExactly(source, headerStart, 30));
  const nameBytes = header.getUint16(26, true);
  const name = view(await readExactly(source, headerStart + 30, nameBytes));
  if (
    header.getUint32(0, true) !== signatures.local ||
    header.getUint16(8, true) !== entry.method ||
    pathAt(name, 0, nameBytes) !== entry.path
  ) {
    throw contradiction(`an entry's header is not what the directory says`);
  }
  const start = headerStart + 30 + nameBytes + header.getUint16(28, true);
  if (start + entry.packedBytes > directoryStart) {
    throw contradiction('an entry reaches into the directory');
  }
  const isEncrypted = entry.isEncrypted || (header.getUint16(6, true) & 0x2041) !== 0;
  const { path, method, packedBytes, unpackedBytes } = entry;
  return { path, isEncrypted, method, packedBytes, unpackedBytes, start };
}

function refuseOverlap(entries: readonly ZipEntry[]): void {
  const sorted = entries.toSorted((a, b) => a.start - b.start);
  let end = 0;
  for (const { start, packedBytes } of sorted) {
    if (start < end) throw contradiction('two entries share bytes');
    end = start + packedBytes;
  }
}

/** What is not UTF-8 is shown, never used. */
function pathAt(bytes: DataView, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(bytes.buffer, bytes.byteOffset + at, length));
}

function contradiction(what: string): Error {
  return unreadable(`It is a zip archive that contradicts itself: ${what}.`);
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw contradiction('a size is impossible');
  return Number(value);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
