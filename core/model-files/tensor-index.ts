import { startsWith } from './magic.ts';
import type { ByteSource } from './source.ts';

const footerBytes = 48;
/** What stands behind each block: its kind, and a checksum of 4 bytes. */
const trailerBytes = 5;

/**
 * Whether a source is TensorFlow's index of tensors, a table as LevelDB has them: it begins with an empty key, and ends
 * with a block of names, a block of places and a footer that says where the two lie. See leveldb/table/format.h and
 * tensorflow/core/util/tensor_bundle/tensor_bundle.cc.
 */
export async function isTensorIndex(source: ByteSource, head: Uint8Array): Promise<boolean> {
  const start = source.sizeBytes - footerBytes;
  if (start < 0 || !startsWith(head, '\0\0')) return false;
  const footer = await source.read(start, footerBytes);
  if (!startsWith(footer, '\x57\xfb\x80\x8b\x24\x75\x47\xdb', footerBytes - 8)) return false;
  const [names, afterNames] = handleAt(footer, 0);
  const [places, afterPlaces] = handleAt(footer, afterNames);
  const rest = footer.subarray(afterPlaces, footerBytes - 8);
  return (
    names.end + trailerBytes === places.start &&
    places.end + trailerBytes === start &&
    rest.every((byte) => byte === 0)
  );
}

interface Block {
  readonly start: number;
  readonly end: number;
}

function handleAt(bytes: Uint8Array, at: number): readonly [block: Block, next: number] {
  const [start, afterStart] = varint(bytes, at);
  const [sizeBytes, next] = varint(bytes, afterStart);
  return [{ start, end: start + sizeBytes }, next];
}

function varint(bytes: Uint8Array, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let count = 0; count < 10; count += 1) {
    const byte = bytes[at + count] ?? 0;
    value += (byte & 0x7f) * 128 ** count;
    if (byte < 0x80) return [value, at + count + 1];
  }
  return [Infinity, at + 10];
}
