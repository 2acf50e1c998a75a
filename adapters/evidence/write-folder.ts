import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { EvidenceFile } from '../../core/evidence/files.ts';
import { generator } from '../../core/evidence/page.ts';

/**
 * Writes a folder of evidence, all of it or nothing: beside its place first, and then it gets its name. Takes the place
 * of an older folder of evidence; throws an InputError for any other folder that is not empty.
 */
export async function writeEvidence(files: readonly EvidenceFile[], folder: string): Promise<void> {
  const target = resolve(folder);
  await requireReplaceable(target);
  const work = await workFolder(target);
  try {
    await writeFiles(files, join(work, 'new'));
    await replace(target, join(work, 'new'), join(work, 'old'));
  } catch (cause) {
    throw notWritten(target, cause);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A folder beside the target, so that what it holds can take the target's place at once. */
async function workFolder(target: string): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true });
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  } catch (cause) {
    throw notWritten(target, cause);
  }
}

function notWritten(target: string, cause: unknown): InputError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new InputError(
    'not-written',
    `${target} can't be written (${said}), so nothing was: name another folder by --out.`,
    { cause },
  );
}

/** Writes the files of a folder of evidence into a folder that is not there yet. */
export async function writeFiles(files: readonly EvidenceFile[], folder: string): Promise<void> {
  await mkdir(folder);
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

async function requireReplaceable(target: string): Promise<void> {
  const names: readonly string[] = await readdir(target).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw new InputError(
      'not-a-folder',
      `${target} is not a folder that can be read: name another by --out.`,
      { cause: error },
    );
  });
  if (names.length === 0) return;
  const page = await readFile(join(target, 'index.html'), 'utf8').catch(() => '');
  if (names.includes('SHA256SUMS') && page.includes(`content="${generator}"`)) return;
  throw new InputError(
    'folder-not-empty',
    `${target} is not empty and holds no evidence of Assay, so nothing is written there: name another by --out.`,
  );
}

/** Puts the old folder back where the new one can't take its place. */
async function replace(target: string, fresh: string, old: string): Promise<void> {
  const hadOne = await rename(target, old).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  try {
    await rename(fresh, target);
  } catch (error) {
    if (hadOne) await rename(old, target);
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
