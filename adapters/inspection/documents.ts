import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readBom } from '../../core/documents/bom.ts';
import { cardNames } from '../../core/documents/card-names.ts';
import { readCard } from '../../core/documents/card.ts';
import { readLockFile } from '../../core/documents/lock-file.ts';
import { AssayError } from '../../core/errors.ts';
import { bounded } from '../../core/text/bounded.ts';
import type { Documents, UnreadDocument } from '../../schemas/types.ts';
import { expand } from '../files/index.ts';
import type { Inspector, Subject } from './inspector.ts';
import { fromRoot, readDocument } from './read-document.ts';

const mebibyte = 1024 * 1024;
/** No larger document is read, in bytes. */
export const largestDocument = { card: mebibyte, lock: 16 * mebibyte, bom: 8 * mebibyte };
/** No more lock files are read. */
export const mostLocks = 50;

/** The model card, the lock files and the bill of materials of a model, as far as they are there. */
export const documents: Inspector<'documents'> = {
  section: 'documents',
  inspect: async (subject) => {
    const found: Documents = { locks: [], moreLocks: 0, unread: [] };
    await addCard(subject, found);
    await addLocks(subject, found);
    await addBom(subject, found);
    return found;
  },
};

async function addCard(subject: Subject, found: Documents): Promise<void> {
  const path = await cardPath(subject);
  if (path === null) return;
  const document = await readDocument(subject.folder, path, largestDocument.card);
  if (!document.ok) return addUnread(subject, found, 'card', path, document.reason);
  const { text, digest } = document.value;
  found.card = { path: fromRoot(subject.config.path, path), digest, ...readCard(text) };
}

/** The declared one, else the first of the usual names that is there; null where there is none. */
export async function cardPath({
  config,
  folder,
}: Pick<Subject, 'config' | 'folder'>): Promise<string | null> {
  const declared = config.documents?.card;
  if (declared !== undefined) return declared;
  for (const name of cardNames) {
    if ((await lstat(join(folder, name)).catch(() => null)) !== null) return name;
  }
  return null;
}

async function addLocks(subject: Subject, found: Documents): Promise<void> {
  const paths = new Set<string>();
  for (const pattern of subject.config.train.lock ?? []) {
    try {
      const files = await expand(subject.folder, pattern);
      if (files.length === 0) addUnread(subject, found, 'lock', pattern, 'There is no such file.');
      for (const path of files) paths.add(path);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      addUnread(subject, found, 'lock', pattern, error.message);
    }
  }
  found.moreLocks += Math.max(0, paths.size - mostLocks);
  for (const path of [...paths].slice(0, mostLocks)) await addLock(subject, found, path, paths);
}

async function addLock(
  subject: Subject,
  found: Documents,
  path: string,
  all: ReadonlySet<string>,
): Promise<void> {
  const document = await readDocument(subject.folder, path, largestDocument.lock);
  if (!document.ok) return addUnread(subject, found, 'lock', path, document.reason);
  const isListed = (included: string): boolean =>
    all.has(posix.join(posix.dirname(path), included));
  const lock = readLockFile(path, document.value.text, isListed);
  found.locks.push({ path: fromRoot(subject.config.path, path), ...lock });
}

async function addBom(subject: Subject, found: Documents): Promise<void> {
  const path = subject.config.documents?.bom;
  if (path === undefined) return;
  const document = await readDocument(subject.folder, path, largestDocument.bom);
  if (!document.ok) return addUnread(subject, found, 'bom', path, document.reason);
  const { text, digest } = document.value;
  const bom = readBom(text);
  if (!bom.ok) return addUnread(subject, found, 'bom', path, bom.reason);
  found.bom = { path: fromRoot(subject.config.path, path), digest, ...bom.value };
}

const mostUnread = 60;

function addUnread(
  subject: Subject,
  found: Documents,
  document: UnreadDocument['document'],
  path: string,
  reason: string,
): void {
  // The card and the bill of materials have one each, so that it is lock files that are too many.
  if (document === 'lock' && found.unread.length >= mostUnread - 2) {
    found.moreLocks += 1;
    return;
  }
  found.unread.push({
    document,
    path: fromRoot(subject.config.path, path),
    reason: bounded(reason, 1_024),
  });
}
