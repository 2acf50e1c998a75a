import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ReadEntry, Unpack } from 'tar';
import { RefusedError } from '../../core/errors.ts';
import { pathProblem, shownPath } from './entry-path.ts';

/** How much an archive may hold. */
export interface UnpackLimits {
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

const usual: UnpackLimits = { entries: 20_000, bytes: 64 * 1024 ** 3 };

/**
 * Unpacks a gzipped tar into an existing, empty folder. Throws a RefusedError, without writing anything more, at the
 * first entry that is no plain file or folder, whose path could lead elsewhere, or that exceeds the limits; what was
 * written before it stays for the caller to remove.
 */
export async function unpack(
  file: string,
  folder: string,
  limits: UnpackLimits = usual,
): Promise<void> {
  const stop = new AbortController();
  const count = { entries: 0, bytes: 0 };
  const seen = new Set<string>();
  const archive = new Unpack({
    cwd: folder,
    strict: true,
    preserveOwner: false,
    noMtime: true,
    filter: (path, entry) => {
      if (stop.signal.aborted) return false;
      const problem = problemOf(path, entry as ReadEntry, count, seen, limits);
      if (problem === null) return true;
      stop.abort(new RefusedError('archive-refused', `The archive was refused: ${problem}.`));
      return false;
    },
  });
  try {
    // Its types say EventEmitter; it is written to as a stream is.
    const target = archive as unknown as NodeJS.WritableStream;
    await pipeline(createReadStream(file), target, { signal: stop.signal });
  } catch (error) {
    if (stop.signal.reason instanceof RefusedError) throw stop.signal.reason;
    throw new RefusedError(
      'archive-refused',
      'The archive was refused: it is no gzipped tar, or it is damaged.',
      {
        cause: error,
      },
    );
  }
}

/** Why an entry is refused; null when it isn't, and then it is counted. */
function problemOf(
  path: string,
  entry: ReadEntry,
  count: { entries: number; bytes: number },
  seen: Set<string>,
  limits: UnpackLimits,
): string | null {
  const name = `the entry ${shownPath(path)}`;
  if (!['File', 'OldFile', 'Directory'].includes(entry.type)) {
    return `${name} is no file and no folder but a ${entry.type}`;
  }
  const problem = pathProblem(path);
  if (problem !== null) return `${name} ${problem}`;
  if (seen.has(path)) return `${name} is there twice`;
  seen.add(path);
  count.entries += 1;
  count.bytes += entry.size;
  if (count.entries > limits.entries) return `it has more than ${limits.entries} entries`;
  if (count.bytes > limits.bytes) return `it holds more than ${limits.bytes} bytes`;
  return null;
}
