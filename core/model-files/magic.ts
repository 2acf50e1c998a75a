/** A format that is plain data, known by its first bytes. */
interface Magic {
  readonly format: string;
  readonly bytes: string;
  readonly at?: number;
}

const plain: readonly Magic[] = [
  { format: 'png', bytes: '\x89PNG\r\n\x1a\n' },
  { format: 'jpeg', bytes: '\xff\xd8\xff' },
  { format: 'gif', bytes: 'GIF8' },
  { format: 'parquet', bytes: 'PAR1' },
  { format: 'arrow', bytes: 'ARROW1\0\0' },
  { format: 'gguf', bytes: 'GGUF' },
  { format: 'tflite', bytes: 'TFL3', at: 4 },
  { format: 'catboost', bytes: 'CBM1' },
  // XGBoost's binary JSON: an object whose first key has a length of eight bytes.
  { format: 'ubjson', bytes: '{L\0\0\0\0\0\0\0\x07learner' },
  { format: 'ubjson', bytes: '{L\0\0\0\0\0\0\0\x07version' },
];

/** How a file may be compressed; `method` is null where we have no way to unpack it. */
export interface Compression {
  readonly name: string;
  readonly method: UnpackMethod | null;
}

export type UnpackMethod = 'deflate' | 'zlib' | 'gzip' | 'zstd';

const compressions: readonly (Magic & { readonly method: UnpackMethod | null })[] = [
  { format: 'gzip', bytes: '\x1f\x8b', method: 'gzip' },
  { format: 'zstd', bytes: '\x28\xb5\x2f\xfd', method: 'zstd' },
  { format: 'xz', bytes: '\xfd7zXZ\0', method: null },
  // As joblib tells it: its dictionary may be of any size.
  { format: 'lzma', bytes: ']\0', method: null },
  // An array of joblib before 0.10, as its `_ZFILE_PREFIX` says.
  { format: 'joblib-zfile', bytes: 'ZF', method: null },
  { format: 'bzip2', bytes: 'BZh', method: null },
  { format: 'lz4', bytes: '\x04"M\x18', method: null },
  { format: '7-zip', bytes: '7z\xbc\xaf\x27\x1c', method: null },
  { format: 'rar', bytes: 'Rar!\x1a\x07', method: null },
];

/** The plain format that these are the first bytes of; null for another. A second mark is for `plain-format.ts`. */
export function plainMagic(head: Uint8Array): string | null {
  return plain.find((magic) => startsWith(head, magic.bytes, magic.at))?.format ?? null;
}

/** The compression that these are the first bytes of; null for none. */
export function compressionOf(head: Uint8Array): Compression | null {
  const found = compressions.find(({ bytes }) => startsWith(head, bytes));
  if (found !== undefined) return { name: found.format, method: found.method };
  const [first = 0, second = 0] = head;
  const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0;
  return isZlib ? { name: 'zlib', method: 'zlib' } : null;
}

/** Whether bytes, each a character of the text, stand at a place. */
export function startsWith(head: Uint8Array, bytes: string, at = 0): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (head[at + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}
