import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { FetchLimits } from './fetched.ts';

/** Does something with a new folder, which goes when that fails, or when it is disposed of. */
export async function inScratch<Value>(
  temporary: string,
  work: (folder: string, dispose: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  await mkdir(temporary, { recursive: true });
  const folder = await mkdtemp(join(temporary, 'assay-data-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return await work(folder, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The error for more than is downloaded. */
export function tooLarge(key: string, shown: string, { bytes }: FetchLimits): InputError {
  const gigabytes = (bytes / 1024 ** 3).toPrecision(3);
  return new InputError(
    'data-too-large',
    `${key} names ${shown}, which has more than the ${bytes} bytes (${gigabytes} GiB) that are downloaded: name fewer files, such as those of the newest days.`,
  );
}
