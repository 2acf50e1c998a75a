import { plainMagic, startsWith } from './magic.ts';
import type { ByteSource } from './source.ts';

/**
 * The plain format that a source is of; null for another. First bytes alone are quickly put before something else, so
 * that each format must also have a second mark where its own readers look for one.
 */
export async function plainFormat(source: ByteSource, head: Uint8Array): Promise<string | null> {
  const format = plainMagic(head);
  if (format === null) return null;
  const tail = await source.read(Math.max(0, source.sizeBytes - 8), 8);
  const isWhole = secondMarks[format];
  return isWhole === undefined || isWhole(marksOf(source.sizeBytes, head, tail)) ? format : null;
}

/** What the second marks are looked for in. */
interface Marks {
  readonly sizeBytes: number;
  readonly head: Uint8Array;
  /** The last bytes as a text, a character each. */
  readonly tail: string;
  /** A little-endian number of 4 bytes; -1 where the head is too short. */
  readonly number: (at: number) => number;
}

function marksOf(sizeBytes: number, head: Uint8Array, tail: Uint8Array): Marks {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return {
    sizeBytes,
    head,
    tail: String.fromCharCode(...tail),
    number: (at) => (at + 4 <= head.length ? view.getUint32(at, true) : -1),
  };
}

const secondMarks: Readonly<Record<string, (marks: Marks) => boolean>> = {
  png: ({ head }) => startsWith(head, '\0\0\0\rIHDR', 8),
  jpeg: ({ tail }) => tail.includes('\xff\xd9'),
  gif: ({ head, tail }) => /^[79]$/.test(String.fromCharCode(head[4] ?? 0)) && tail.endsWith(';'),
  parquet: ({ tail }) => tail.endsWith('PAR1'),
  arrow: ({ tail }) => tail.endsWith('ARROW1'),
  gguf: isGguf,
  tflite: ({ sizeBytes, number }) => isFlatbuffer(sizeBytes, number, 0),
  // Behind the magic comes the length of the core, a flatbuffer; see catboost/libs/model/model.cpp.
  catboost: ({ sizeBytes, number }) => {
    const coreBytes = number(4);
    return coreBytes >= 8 && 8 + coreBytes <= sizeBytes && isFlatbuffer(coreBytes, number, 8);
  },
};

/** A version and two counts that fit in the file: of each there are several bytes. See ggml/docs/gguf.md. */
function isGguf({ sizeBytes, number }: Marks): boolean {
  const version = number(4);
  if (version === 1) return number(8) <= sizeBytes && number(12) <= sizeBytes;
  if (version !== 2 && version !== 3) return false;
  const counts = [number(8), number(16)];
  const isSmall = number(12) === 0 && number(20) === 0;
  return isSmall && counts.every((count) => count >= 0 && count <= sizeBytes);
}

/** A flatbuffer begins with where its root lies. */
function isFlatbuffer(sizeBytes: number, number: Marks['number'], at: number): boolean {
  const root = number(at);
  return root >= 4 && root + 4 <= sizeBytes && root % 2 === 0;
}
