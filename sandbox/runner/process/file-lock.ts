import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../../../core/errors.ts';

const MILLISECONDS_BETWEEN_TRIES = 100;
const MILLISECONDS_TO_WAIT = 600_000;
/** A lock without an owner is being written at this moment; later it is a leftover. */
const TRIES_WITHOUT_OWNER = 20;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function ownerEnded(file: string): Promise<'ended' | 'alive' | 'unknown'> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text);
  if (!Number.isInteger(pid) || pid <= 0) return 'unknown';
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return isCode(error, 'EPERM') ? 'alive' : 'ended';
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Holds a file as a lock between processes, and between jobs of one, until the returned function is called. A
 * lock whose process has ended is taken over.
 */
export async function lockFile(file: string, signal: AbortSignal): Promise<() => Promise<void>> {
  await mkdir(path.dirname(file), { recursive: true });
  const limit = Date.now() + MILLISECONDS_TO_WAIT;
  let withoutOwner = 0;
  while (!(await tryLock(file))) {
    signal.throwIfAborted();
    const owner = await ownerEnded(file);
    withoutOwner = owner === 'unknown' ? withoutOwner + 1 : 0;
    if (owner === 'ended' || withoutOwner > TRIES_WITHOUT_OWNER) await rm(file, { force: true });
    else if (Date.now() > limit) {
      throw new UnavailableError(
        'lock',
        `${file} is held by another job for more than ten minutes; end that job or remove the file.`,
      );
    } else await sleep(MILLISECONDS_BETWEEN_TRIES, undefined, { signal });
  }
  return () => rm(file, { force: true });
}
