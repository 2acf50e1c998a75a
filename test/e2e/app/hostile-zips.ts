import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Zips that no honest client makes. */

/** A zip with one entry of any path: it is written under a harmless path of the same length, which is replaced. */
export async function zipWithPath(path: string, content: string): Promise<Uint8Array> {
  const harmless = 'x'.repeat(Buffer.byteLength(path));
  const file = new ZipFile();
  file.addBuffer(Buffer.from(content), harmless, { compress: false });
  file.end();
  const bytes = await buffer(file.outputStream);
  for (let at = bytes.indexOf(harmless); at >= 0; at = bytes.indexOf(harmless)) {
    bytes.write(path, at);
  }
  return bytes;
}

/** A zip whose entry says by its Unix mode that it is a symbolic link to `target`. */
export async function zipWithLink(path: string, target: string): Promise<Uint8Array> {
  const file = new ZipFile();
  file.addBuffer(Buffer.from(target), path, { mode: 0o120777, compress: false });
  file.end();
  return buffer(file.outputStream);
}

/** A zip of one record that is `unpackedBytes` long when it is unpacked, and says so unless `claimedBytes` is given. */
export async function bomb(unpackedBytes: number, claimedBytes?: number): Promise<Uint8Array> {
  const file = new ZipFile();
  file.addBuffer(Buffer.alloc(unpackedBytes, ' '), 'records/run.json', { compress: true });
  file.end();
  const bytes = await buffer(file.outputStream);
  if (claimedBytes === undefined) return bytes;
  // The uncompressed size, in the entry's header and in the central directory.
  const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(claimedBytes, 22);
  bytes.writeUInt32LE(claimedBytes, central + 24);
  return bytes;
}

/** A zip of so many small entries. */
export async function zipOfMany(entries: number): Promise<Uint8Array> {
  const file = new ZipFile();
  for (let number = 0; number < entries; number += 1) {
    file.addBuffer(Buffer.from('{}'), `records/${number}.json`);
  }
  file.end();
  return buffer(file.outputStream);
}
