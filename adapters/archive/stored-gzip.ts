import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';

/** A block's length has 16 bits. */
const largestBlock = 0xff_ff;
/** Method 8, no flags, no time, no file system. */
const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * Wraps a stream as gzip whose blocks are stored as they are, so that its bytes depend on nothing but what comes in: what
 * zlib compresses to differs between its versions and between processors. Weights hardly compress, and compressing takes
 * longer than all else. Sources: RFC 1952, and section 3.2.4 of RFC 1951.
 */
export function storedGzip(): Transform {
  // Pieces of what came in: nothing is copied.
  let block: Buffer[] = [];
  let filled = 0;
  let checksum = 0;
  let length = 0;
  const endBlock = (stream: Transform, isLast: boolean): void => {
    stream.push(blockHead(filled, isLast));
    for (const piece of block) stream.push(piece);
    block = [];
    filled = 0;
  };
  const gzip = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      checksum = crc32(chunk, checksum);
      length += chunk.length;
      for (let from = 0; from < chunk.length;) {
        const piece = chunk.subarray(from, from + largestBlock - filled);
        block.push(piece);
        from += piece.length;
        filled += piece.length;
        if (filled === largestBlock) endBlock(this, false);
      }
      done();
    },
    flush(done) {
      endBlock(this, true);
      const tail = Buffer.alloc(8);
      tail.writeUInt32LE(checksum, 0);
      tail.writeUInt32LE(length % 2 ** 32, 4);
      this.push(tail);
      done();
    },
  });
  gzip.push(head);
  return gzip;
}

function blockHead(length: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(isLast ? 1 : 0, 0);
  bytes.writeUInt16LE(length, 1);
  bytes.writeUInt16LE(~length & largestBlock, 3);
  return bytes;
}
