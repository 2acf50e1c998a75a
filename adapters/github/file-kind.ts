import { at, type GitHubRepository, orNull, type TreeEntry } from './repository.ts';

/** What a path of the repository is at a commit. */
export type FileKind =
  | { readonly kind: 'file' }
  | { readonly kind: 'absent' }
  /** It, or a folder that it lies in, is none of this repository's own files: where, and what that is. */
  | { readonly kind: 'foreign'; readonly at: string; readonly what: ForeignKind };

/** What stands where a file or folder should. */
export type ForeignKind = 'link' | 'submodule' | 'folder';

const fileModes = new Set(['100644', '100755']);
const foreignKinds: Readonly<Record<string, ForeignKind>> = {
  '120000': 'link',
  '160000': 'submodule',
};
const folderMode = '040000';

/**
 * What a path is at a commit, by git's own modes: GitHub gives the text behind a symbolic link as if it were the file's. Asks
 * for one folder after the other, each of them once. (https://git-scm.com/docs/git-fast-import has the modes.)
 */
export async function fileKind(
  repository: GitHubRepository,
  path: string,
  commit: string,
): Promise<FileKind> {
  const names = path.split('/');
  let tree = commit;
  for (const [index, name] of names.entries()) {
    const entries = await readTree(repository, tree);
    const entry = entries?.get(name);
    if (entry === undefined) return { kind: 'absent' };
    const isLast = index === names.length - 1;
    if (isLast && fileModes.has(entry.mode)) return { kind: 'file' };
    if (isLast || entry.mode !== folderMode) {
      const what = foreignKinds[entry.mode] ?? (entry.mode === folderMode ? 'folder' : null);
      // A file where a folder should be: what would be in it is not there.
      if (what === null) return { kind: 'absent' };
      return { kind: 'foreign', at: names.slice(0, index + 1).join('/'), what };
    }
    tree = entry.sha;
  }
  return { kind: 'absent' };
}

/** The entries of a folder by their names; null where there is no such tree. Without those that GitHub does not list. */
async function readTree(
  repository: GitHubRepository,
  sha: string,
): Promise<ReadonlyMap<string, TreeEntry> | null> {
  const { trees } = repository.memory;
  const known = trees.get(sha);
  if (known !== undefined) return known;
  const answer = await orNull(
    repository.octokit.rest.git.getTree({ ...at(repository), tree_sha: sha }),
  );
  if (answer === null) return null;
  const entries = new Map(
    answer.data.tree.map(({ path, mode, sha: own }) => [path, { mode, sha: own }]),
  );
  trees.set(sha, entries);
  return entries;
}
