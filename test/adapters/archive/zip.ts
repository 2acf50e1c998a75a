import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip made by hand, so that it can be what no honest tool would write. */
export interface HandmadeEntry {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** The Unix mode; a plain file without it. */
  readonly mode?: number;
  /** What it claims to be, in place of the truth. */
  readonly claims?: {
    readonly bytes?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
  };
}

/** A zip of these entries, deflated. */
export function handmadeZip(entries: readonly HandmadeEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content = '', mode = 0o100644, claims = {} } of entries) {
    const bytes = Buffer.from(content as string);
    const data = deflateRawSync(bytes, { level: 9 });
    const name = Buffer.from(path);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    fields(header, 4, data.length, bytes, name, claims);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    fields(central, 6, data.length, bytes, name, claims);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(header, name, data);
    directory.push(central, name);
    offset += header.length + name.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}

/** What the local header and the directory say alike, from the needed version to the length of the name. */
function fields(
  target: Buffer,
  at: number,
  packedBytes: number,
  content: Buffer,
  name: Buffer,
  claims: NonNullable<HandmadeEntry['claims']>,
): void {
  target.writeUInt16LE(20, at);
  target.writeUInt16LE(claims.flags ?? 0x800, at + 2);
  target.writeUInt16LE(claims.method ?? 8, at + 4);
  target.writeUInt32LE(claims.crc ?? crc32(content), at + 10);
  target.writeUInt32LE(packedBytes, at + 14);
  target.writeUInt32LE(claims.bytes ?? content.length, at + 18);
  target.writeUInt16LE(name.length, at + 22);
}
