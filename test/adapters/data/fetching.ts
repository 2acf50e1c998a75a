import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchedData, FetchOptions } from '../../../adapters/data/fetched.ts';
import { AssayError } from '../../../core/errors.ts';
import { temporaryFolder } from '../temporary.ts';

/** Options with a folder of this test for downloads, and no waiting. */
export async function optionsWith(given: Partial<FetchOptions> = {}): Promise<FetchOptions> {
  return {
    key: 'monitor.current.path',
    folder: given.folder ?? (await temporaryFolder()),
    temporary: join(await temporaryFolder(), 'downloads'),
    s3: undefined,
    variables: {},
    tell: () => undefined,
    signal: new AbortController().signal,
    patience: { idleMs: 400, uploadIdleMs: 400, pause: () => Promise.resolve() },
    ...given,
  };
}

/** What is fetched, by what it is called. */
export async function contents({ files }: FetchedData): Promise<Readonly<Record<string, string>>> {
  const read = files.map(
    async ({ shown, path }) => [shown, (await readFile(path)).toString('latin1')] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

/** The code and the sentence with which something fails. */
export async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('It did not fail.');
}

/** What lies where downloads go. */
export async function left({ temporary }: FetchOptions): Promise<readonly string[]> {
  return readdir(temporary).catch(() => []);
}
