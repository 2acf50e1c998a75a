import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '../../core/errors.ts';
import { sha256 } from '../../core/record/digest.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { bounded } from '../../core/text/bounded.ts';
import { normalised, realPathWithin } from '../files/within.ts';

/** A document as it lies in the workspace. */
export interface DocumentText {
  readonly text: string;
  /** sha256 of its bytes. */
  readonly digest: string;
}

/**
 * A text in UTF-8 from the model's folder, not larger than allowed; no link is followed out of the folder. The reason of
 * a failure is a sentence.
 */
export async function readDocument(
  folder: string,
  path: string,
  mostBytes: number,
): Promise<Result<DocumentText>> {
  const bytes = await readBytes(folder, path, mostBytes);
  if (!bytes.ok) return bytes;
  const text = decoded(bytes.value);
  if (text === null) return failed('It is not a text in UTF-8: save it as one.');
  return ok({ text, digest: sha256(bytes.value) });
}

/** The path from the repository's root of a path in the model's folder, cut to what a record takes. */
export function fromRoot(modelPath: string | undefined, path: string): string {
  const folder = normalised(modelPath ?? '');
  const whole = folder === '' ? normalised(path) : `${folder}/${normalised(path)}`;
  return bounded(whole, 1_024);
}

async function readBytes(folder: string, path: string, mostBytes: number): Promise<Result<Buffer>> {
  try {
    const root = await realpath(folder);
    if ((await lstat(join(root, normalised(path))).catch(() => null)) === null) {
      return failed('There is no such file: add it, or correct its name in the configuration.');
    }
    const file = await realPathWithin(root, normalised(path));
    // Before it is opened: opening a pipe waits for somebody who writes.
    const kind = await stat(file);
    if (!kind.isFile()) return failed('It is not a file.');
    if (kind.size > mostBytes) {
      return failed(`It has ${kind.size} bytes; Assay reads up to ${mostBytes}.`);
    }
    return ok(await readFile(file));
  } catch (error) {
    if (error instanceof AssayError) return failed(error.message);
    return failed(`It can't be read: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown reason';
  return String(error.code);
}

function decoded(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
