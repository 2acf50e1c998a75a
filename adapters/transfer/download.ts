import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { AssayError } from '../../core/errors.ts';
import { diskTrouble } from './disk.ts';
import { type Patience, persist } from './patience.ts';
import { Stalled } from './transport.ts';

/** A file elsewhere, which can be asked for again from any of its bytes on. */
export interface Source {
  /** What sentences call it. */
  readonly shown: string;
  /**
   * Its bytes from `from` on, as long as it is the one with this ETag; a source that can't gives all of them. Throws a
   * PassingTrouble where another try may help.
   */
  readonly open: (from: number, etag: string | null) => Promise<Opened>;
  /** The error for a body that broke off, which another try may mend. */
  readonly broken: (cause: unknown) => AssayError;
}

/** The bytes of a source as they come. */
export interface Opened {
  readonly body: Readable;
  /** Where in the file they begin. */
  readonly from: number;
  /** Of the whole file; null where nobody says. */
  readonly totalBytes: number | null;
  /** What tells these bytes from those of a later version; null where a part of one can't be told from the other's. */
  readonly etag: string | null;
}

/** Where a file goes, and within which bounds. */
export interface Download {
  readonly path: string;
  readonly algorithm: 'sha256' | 'sha512';
  readonly patience: Patience;
  /** Ends it early: its reason is then thrown. */
  readonly signal?: AbortSignal;
  /** How many bytes it may have, and the error for one that has more. */
  readonly limit: { readonly bytes: number; readonly exceeded: () => AssayError };
  /** Is told the size when it is known, and gives what hears how many bytes have come; fewer than none when some are lost. */
  readonly progress: (totalBytes: number | null) => (bytes: number) => void;
}

/** A file that has come. */
export interface Downloaded {
  readonly bytes: number;
  readonly hash: Buffer;
}

/** What of a file is on disk, over all tries. */
interface Part {
  /** Open for appending. */
  readonly file: FileHandle;
  received: number;
  totalBytes: number | null;
  etag: string | null;
  hash: Hash;
  heard: (bytes: number) => void;
}

/**
 * Streams a file to disk and hashes it on the way, in little memory. A body that breaks off is gone on with where it
 * ended, if it is still the same file, else begun anew. Its length is held to what the source says.
 */
export async function download(source: Source, to: Download): Promise<Downloaded> {
  await using file = await onDisk(source, open(to.path, 'a'));
  await onDisk(source, file.truncate(0));
  const part: Part = {
    file,
    received: 0,
    totalBytes: null,
    etag: null,
    hash: createHash(to.algorithm),
    heard: () => undefined,
  };
  await persist(to.patience, () => receive(source, to, part));
  return { bytes: part.received, hash: part.hash.digest() };
}

async function receive(source: Source, to: Download, part: Part): Promise<void> {
  to.signal?.throwIfAborted();
  const opened = await source.open(part.received, part.received === 0 ? null : part.etag);
  try {
    await accept(source, to, part, opened);
    for await (const chunk of chunks(opened.body, to)) {
      part.received += chunk.length;
      if (part.received > to.limit.bytes) throw to.limit.exceeded();
      await onDisk(source, part.file.appendFile(chunk));
      part.hash.update(chunk);
      part.heard(chunk.length);
    }
    if (part.totalBytes === null || part.received === part.totalBytes) return;
    throw source.broken(new RangeError(`${part.received} of ${part.totalBytes} bytes came.`));
  } catch (error) {
    to.signal?.throwIfAborted();
    // What has come whole and is wrong, by a checksum or its length, is no beginning of what is right.
    const isWhole = part.totalBytes !== null && part.received >= part.totalBytes;
    if (isWhole || part.etag === null) await restart(source, to, part);
    throw error instanceof AssayError ? error : source.broken(error);
  } finally {
    opened.body.destroy();
  }
}

/** Makes the part ready for the bytes that come. */
async function accept(source: Source, to: Download, part: Part, opened: Opened): Promise<void> {
  if (opened.from !== part.received) await restart(source, to, part);
  if (opened.from !== part.received) throw source.broken(new RangeError('Other bytes came.'));
  if ((opened.totalBytes ?? 0) > to.limit.bytes) throw to.limit.exceeded();
  part.etag = opened.etag;
  part.totalBytes = opened.totalBytes;
  if (part.received === 0) part.heard = to.progress(opened.totalBytes);
}

async function restart(source: Source, to: Download, part: Part): Promise<void> {
  if (part.received === 0) return;
  part.heard(-part.received);
  part.received = 0;
  part.etag = null;
  part.hash = createHash(to.algorithm);
  await onDisk(source, part.file.truncate(0));
}

/** The chunks of a body. Throws where none comes for too long, or nobody wants them any more. */
async function* chunks(
  body: Readable,
  { patience: { idleMs }, signal }: Download,
): AsyncGenerator<Buffer> {
  if (signal !== undefined) addAbortSignal(signal, body);
  const timer = setTimeout(() => {
    body.destroy(new Stalled(`Nothing moved for ${idleMs} ms.`));
  }, idleMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}

function onDisk<Value>(source: Source, work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    throw diskTrouble(error, `the download of ${source.shown}`) ?? error;
  });
}
