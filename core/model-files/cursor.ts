import { type ByteSource, endsEarly } from './source.ts';

/**
 * Reads a source forwards through one small buffer, whatever its size. `fill` waits for bytes; the others take what
 * it brought without waiting, which is what makes a step of a machine cheap. All throw the RefusedError `unreadable`
 * where the bytes end.
 */
export interface Cursor {
  /** Where the next byte lies in the source. */
  readonly offset: number;
  /** How many bytes come yet. */
  readonly left: number;
  /** How many can be taken without waiting. */
  readonly ready: number;
  /** Makes so many bytes ready, or all that are left. */
  fill(length: number): Promise<void>;
  takeByte(): number;
  take(length: number): Uint8Array;
  skip(length: number): void;
  /** How many ready bytes come before this one; -1 when it is not among them. */
  distanceTo(byte: number): number;
}

const bufferBytes = 64 * 1024;

/** A cursor that stands at an offset. */
export function cursorAt(source: ByteSource, start: number): Cursor {
  let buffer: Uint8Array = new Uint8Array(0);
  let bufferStart = start;
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > buffer.length) throw endsEarly();
    at += length;
    return buffer.subarray(at - length, at);
  };
  const offset = (): number => bufferStart + at;
  return {
    get offset() {
      return offset();
    },
    get left() {
      return source.sizeBytes - offset();
    },
    get ready() {
      return buffer.length - at;
    },
    async fill(length) {
      const wanted = Math.min(length, source.sizeBytes - offset());
      if (buffer.length - at >= wanted) return;
      bufferStart = offset();
      at = 0;
      buffer = await source.read(bufferStart, Math.max(wanted, bufferBytes));
      if (buffer.length < wanted) throw endsEarly();
    },
    takeByte() {
      const byte = buffer[at];
      if (byte === undefined) throw endsEarly();
      at += 1;
      return byte;
    },
    take,
    skip(length) {
      if (length > source.sizeBytes - offset()) throw endsEarly();
      if (at + length <= buffer.length) {
        at += length;
        return;
      }
      bufferStart = offset() + length;
      buffer = new Uint8Array(0);
      at = 0;
    },
    distanceTo(byte) {
      const found = buffer.indexOf(byte, at);
      return found === -1 ? -1 : found - at;
    },
  };
}
