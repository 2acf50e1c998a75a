import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../core/errors.ts';

/**
 * The contents of blobs by their ids, in their order, by one git process. The format of the answer:
 * https://git-scm.com/docs/git-cat-file#_batch_output. Throws a RefusedError for a blob that is not there.
 */
export async function readBlobs(
  folder: string,
  ids: readonly string[],
): Promise<readonly Buffer[]> {
  if (ids.length === 0) return [];
  const child = spawn('git', ['cat-file', '--batch'], {
    cwd: folder,
    env: asStored(),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const [answer] = await Promise.all([
    buffer(child.stdout),
    // Where git gives up, its answer is short, and that is refused below.
    pipeline(Readable.from(ids.map((id) => `${id}\n`)), child.stdin).catch(() => undefined),
  ]);
  return split(answer, ids);
}

/** Git's environment in which an object is what its id says, whatever `git replace` was told. */
export function asStored(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_NO_REPLACE_OBJECTS: '1' };
}

/** Of each blob: a line of its id, its kind and its size; its content; a line feed. */
function split(answer: Buffer, ids: readonly string[]): readonly Buffer[] {
  let start = 0;
  return ids.map((id) => {
    const end = answer.indexOf('\n', start);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(answer.toString('latin1', start, end))?.[1];
    if (end === -1 || size === undefined) {
      throw new RefusedError(
        'no-blob',
        `git can't read the object ${id} of the ledger: fetch the branch again, without a filter.`,
      );
    }
    const content = answer.subarray(end + 1, end + 1 + Number(size));
    start = end + 2 + Number(size);
    return content;
  });
}
