import { posix } from 'node:path';
import type { Git } from './git/git.ts';
import type { GitObject } from './git/reader.ts';

/** The mode of a symbolic link in a tree. */
export const linkMode = '120000';

/** An object with its bytes. */
export interface ReadObject extends GitObject {
  readonly bytes: Buffer;
}

/** What is found at a path. */
export interface FoundObject extends ReadObject {
  /** The target of a symbolic link that leads to no file of the repository; else null. */
  readonly link: string | null;
}

/** No link is longer; what is longer is a file, and git need not be asked. */
const longestLink = 4_096;

/**
 * The object at a path, or the file that it leads to: GitHub answers with the content of the target where that is a normal
 * file, else with the link. (https://docs.github.com/rest/repos/contents#get-repository-content)
 */
export async function followed(
  git: Git,
  commit: string,
  path: string,
  object: ReadObject,
): Promise<FoundObject> {
  if (!(await isLink(git, commit, path, object))) return { ...object, link: null };
  const link = object.bytes.toString('utf8');
  const target = posix.normalize(posix.join(posix.dirname(path), link));
  const inside = !link.startsWith('/') && !target.startsWith('..');
  const there = inside ? await git.read(`${commit}:${target}`) : null;
  const isFile =
    there !== null && there.type === 'blob' && !(await isLink(git, commit, target, there));
  return isFile ? { ...there, link: null } : { ...object, link };
}

async function isLink(
  git: Git,
  commit: string,
  path: string,
  { type, bytes }: ReadObject,
): Promise<boolean> {
  if (type !== 'blob' || bytes.length > longestLink || bytes.includes('\n')) return false;
  const listed = await git.ofObjects(['ls-tree', commit, '--', path]);
  return listed.startsWith(linkMode);
}
