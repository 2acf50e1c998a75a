import type { FileHandle } from 'node:fs/promises';
import type { AsyncBuffer } from 'hyparquet';

/** Fills a buffer from this place of a file on. Throws a RangeError where the file ends before. */
export async function readBytes(file: FileHandle, into: Uint8Array, start: number): Promise<void> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, start + done);
    if (bytesRead === 0) throw new RangeError('the file ends too early');
    done += bytesRead;
  }
}

/** A file as hyparquet reads its metadata. */
export function asyncBuffer(file: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start);
      await readBytes(file, bytes, start);
      return bytes.buffer;
    },
  };
}
