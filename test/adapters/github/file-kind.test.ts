import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../adapters/github/file-kind.ts';
import {
  emptyMemory,
  type GitHubRepository,
  type TreeEntry,
} from '../../../adapters/github/repository.ts';

/** A repository whose folders are remembered, so that GitHub need not be asked. */
function repositoryOf(
  folders: Readonly<Record<string, Readonly<Record<string, string>>>>,
): GitHubRepository {
  const memory = emptyMemory();
  for (const [sha, entries] of Object.entries(folders)) {
    const named = Object.entries(entries).map(([name, mode]): [string, TreeEntry] => [
      name,
      { mode, sha: name },
    ]);
    memory.trees.set(sha, new Map(named));
  }
  const octokit = {} as GitHubRepository['octokit'];
  return { octokit, owner: 'acme', repo: 'models', memory };
}

const repository = repositoryOf({
  commit: { a: '040000', link: '120000', file: '100644', program: '100755', module: '160000' },
  a: { b: '040000', 'state.yaml': '100644', linked: '120000' },
  b: {},
});

describe('what a path is at a commit', () => {
  it.each([
    ['file', { kind: 'file' }],
    ['program', { kind: 'file' }],
    ['a/state.yaml', { kind: 'file' }],
    ['a/other.yaml', { kind: 'absent' }],
    ['a/b/state.yaml', { kind: 'absent' }],
    ['file/state.yaml', { kind: 'absent' }],
    ['link', { kind: 'foreign', at: 'link', what: 'link' }],
    ['link/state.yaml', { kind: 'foreign', at: 'link', what: 'link' }],
    ['a/linked', { kind: 'foreign', at: 'a/linked', what: 'link' }],
    ['module/state.yaml', { kind: 'foreign', at: 'module', what: 'submodule' }],
    ['a/b', { kind: 'foreign', at: 'a/b', what: 'folder' }],
  ])('%s is %j', async (path, kind) => {
    expect(await fileKind(repository, path, 'commit')).toEqual(kind);
  });
});
