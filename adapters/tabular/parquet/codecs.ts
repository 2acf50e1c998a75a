import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';
import { snappyUncompressor } from 'hysnappy';

/**
 * Node's own, where it has one: they are several times faster than those in JavaScript, and stop at a length. Of
 * hyparquet-compressors only what Node lacks, since its others are larger than all that reads Parquet beside them.
 */
export const codecs: Compressors = {
  SNAPPY: snappyUncompressor(),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
  GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength }),
  BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength }),
  ZSTD: (input, maxOutputLength) => zstdDecompressSync(input, { maxOutputLength }),
};

/** Whether a column that says it is compressed so can be read. */
export function isCodec(name: string): boolean {
  return name === 'UNCOMPRESSED' || Object.hasOwn(codecs, name);
}
