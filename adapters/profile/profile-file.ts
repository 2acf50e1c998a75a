import { readFile, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { InputError, RefusedError } from '../../core/errors.ts';
import {
  decodeProfile,
  encodeProfile,
  type KeptProfile,
  largestProfileBytes,
  type ProfileAbout,
} from '../../core/profile/document.ts';
import type { ReferenceProfile } from '../../core/profile/profile.ts';
import { sha256 } from '../../core/record/digest.ts';

/** A compressed profile may be so large. */
export const largestProfileFile = 20_000_000;

/**
 * Writes a profile, compressed: the same profile gives the same bytes. Throws an InputError for one that is too large or
 * has too many columns.
 */
export async function writeProfile(
  path: string,
  reference: ReferenceProfile,
  about: ProfileAbout,
): Promise<{ readonly digest: string; readonly bytes: number }> {
  const encoded = encodeProfile(reference, about);
  if (!encoded.ok) throw new InputError('profile-refused', encoded.reason);
  const compressed = await promisify(gzip)(encoded.value);
  if (compressed.length > largestProfileFile) {
    throw new InputError(
      'profile-refused',
      `The profile has ${megabytes(compressed.length)} MB compressed, and at most ${megabytes(largestProfileFile)} are kept: name the columns that matter in monitor.features.`,
    );
  }
  await writeFile(path, compressed);
  return { digest: sha256(compressed), bytes: compressed.length };
}

/** Reads what `writeProfile` wrote; `shown` is what sentences call it. Throws a RefusedError for anything else. */
export async function readProfile(path: string, shown: string): Promise<KeptProfile> {
  const { size } = await stat(path);
  if (size > largestProfileFile) throw refused(`${shown} is larger than a profile can be.`);
  const options = { maxOutputLength: largestProfileBytes };
  const content = await promisify(gunzip)(await readFile(path), options).catch((cause: unknown) => {
    throw refused(
      `${shown} is no gzip file of at most ${megabytes(largestProfileBytes)} MB.`,
      cause,
    );
  });
  const decoded = decodeProfile(content, shown);
  if (!decoded.ok) throw refused(decoded.reason);
  return decoded.value;
}

function refused(message: string, cause?: unknown): RefusedError {
  return new RefusedError('profile-refused', message, { cause });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
