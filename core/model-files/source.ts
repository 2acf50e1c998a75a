import { RefusedError } from '../errors.ts';

/** Bytes of a known length that can be read anywhere: a file, a part of one, or what was unpacked from one. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fewer bytes than asked for only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A part of a source as a source of its own; nothing is copied. Reads past its end give fewer bytes. */
export function partOf(source: ByteSource, start: number, sizeBytes: number): ByteSource {
  return {
    sizeBytes,
    async read(offset, length) {
      const within = Math.max(0, Math.min(length, sizeBytes - offset));
      return source.read(start + offset, within);
    },
  };
}

/** Exactly so many bytes. Throws the RefusedError `unreadable` where there are fewer. */
export async function readExactly(
  source: ByteSource,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  if (offset < 0 || length < 0 || offset + length > source.sizeBytes) throw endsEarly();
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw endsEarly();
  return bytes;
}

/** The source in pieces, each beginning with the last `overlap` bytes of the one before. */
export async function* piecesOf(source: ByteSource, overlap = 0): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.sizeBytes; offset += pieceBytes) {
    const start = Math.max(0, offset - overlap);
    const end = Math.min(source.sizeBytes, offset + pieceBytes);
    yield await readExactly(source, start, end - start);
  }
}

const pieceBytes = 1024 * 1024;

/** Why a file can't be read on, as a sentence: the caller says so of the file, and goes on with the next. */
export function unreadable(sentence: string): RefusedError {
  return new RefusedError('unreadable', sentence);
}

/** What a loader may read on with and we do not: a limit of ours, or a way that is read in more than one manner. */
export class NotFollowedError extends RefusedError {}

/** Why we stop where a loader may go on; nothing behind it is known. */
export function notFollowed(sentence: string): NotFollowedError {
  return new NotFollowedError('unreadable', sentence);
}

/** The RefusedError of bytes that are not there. */
export function endsEarly(): RefusedError {
  return unreadable('It ends early.');
}
