import * as core from '@actions/core';
import { posix } from 'node:path';
import { expand } from '../../adapters/files/index.ts';
import { largestDocument, mostLocks } from '../../adapters/inspection/documents.ts';
import { readDocument } from '../../adapters/inspection/read-document.ts';
import { lockFormat } from '../../core/documents/lock-file.ts';
import { AssayError } from '../../core/errors.ts';
import type { LockedFile } from '../../core/locked/package.ts';
import { readLocked } from '../../core/locked/read.ts';
import type { Model } from '../open-model.ts';

/** The packages of the lock files that `train.lock` names; null, and a line in the log, for one that can't be read. */
export async function lockedFiles(model: Model): Promise<readonly (LockedFile | null)[]> {
  const paths = new Set<string>();
  const read: (LockedFile | null)[] = [];
  for (const pattern of model.config.train.lock ?? []) {
    const found = await expanded(model.folder, pattern);
    if (found.length === 0) read.push(unread(pattern, 'There is no such file.'));
    for (const path of found) paths.add(path);
  }
  const all = [...paths];
  for (const path of all.slice(0, mostLocks))
    read.push(await lockedFile(model.folder, path, paths));
  if (all.length > mostLocks) {
    read.push(unread('lock files', `Only the first ${mostLocks} of ${all.length} were read.`));
  }
  return read;
}

async function expanded(folder: string, pattern: string): Promise<readonly string[]> {
  try {
    return await expand(folder, pattern);
  } catch (error) {
    if (error instanceof AssayError) return [];
    throw error;
  }
}

async function lockedFile(
  folder: string,
  path: string,
  all: ReadonlySet<string>,
): Promise<LockedFile | null> {
  const document = await readDocument(folder, path, largestDocument.lock);
  if (!document.ok) return unread(path, document.reason);
  const { text } = document.value;
  const isListed = (included: string): boolean =>
    all.has(posix.join(posix.dirname(path), included));
  return (
    readLocked(lockFormat(path, text), text, isListed) ??
    unread(path, 'It is not a lock file of a format that Assay knows.')
  );
}

function unread(path: string, reason: string): null {
  core.info(`The bill of materials lacks what ${path} names. ${reason}`);
  return null;
}
