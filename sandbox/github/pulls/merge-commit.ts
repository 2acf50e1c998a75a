import { type Git, GitError, identity } from '../git/git.ts';
import { readCommit } from '../json/commit.ts';
import { found } from '../route.ts';
import type { Account, Pull, Repository } from '../state.ts';
import type { PullIssue } from './pull-issue.ts';
import { rebase } from './rebase.ts';

/** Whether a pull request merges cleanly, and the commit that GitHub makes to try it; null on a conflict. */
export interface Mergeability {
  readonly tree: string | null;
  readonly commit: string | null;
}

/** The best common ancestor of two commits; null when they share none. */
export async function mergeBase({ git }: Repository, a: string, b: string): Promise<string | null> {
  try {
    return await git.ofObjects(['merge-base', a, b]);
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return null;
    throw error;
  }
}

/** By the two commits that are merged. */
const known = new WeakMap<Git, Map<string, Promise<Mergeability>>>();

/** Merges by `git merge-tree`, without a work tree. The commit depends on nothing but its two parents. */
export function mergeability(repository: Repository, pull: Pull): Promise<Mergeability> {
  const { git } = repository;
  const results = known.get(git) ?? new Map<string, Promise<Mergeability>>();
  known.set(git, results);
  const commits = `${pull.baseSha} ${pull.headSha}`;
  const result = results.get(commits) ?? tryMerge(repository, pull);
  results.set(commits, result);
  return result;
}

async function tryMerge(repository: Repository, pull: Pull): Promise<Mergeability> {
  const { git } = repository;
  const tree = await git.maybe([
    'merge-tree',
    '--write-tree',
    '--no-messages',
    pull.baseSha,
    pull.headSha,
  ]);
  if (tree === null) return { tree: null, commit: null };
  const head = found(await readCommit(repository, pull.headSha));
  const commit = await git.run(
    [
      'commit-tree',
      tree,
      '-p',
      pull.baseSha,
      '-p',
      pull.headSha,
      '-m',
      `Merge ${pull.headSha} into ${pull.baseSha}`,
    ],
    undefined,
    identity('GitHub', 'noreply@github.com', head.committer.date),
  );
  return { tree, commit };
}

/** The message of a merge: GitHub's own, but for what somebody wrote. */
export function mergeMessage(
  { number, title: name, pull }: PullIssue,
  method: string | null,
  title: string | null = null,
  details: string | null = null,
): string {
  if (method === 'squash') return `${title ?? name} (#${number})`;
  const source = `${pull.head.repository.split('/')[0]}/${pull.head.ref}`;
  return `${title ?? `Merge pull request #${number} from ${source}`}\n\n${details ?? name}`;
}

/** The commit that a merge puts on the base branch; of a rebase the last one. */
export async function mergeCommit(
  repository: Repository,
  pull: Pull,
  options: {
    readonly method: 'merge' | 'squash' | 'rebase';
    readonly tree: string;
    readonly message: string;
    readonly by: Account;
    readonly date: string;
  },
): Promise<string> {
  if (options.method === 'rebase') return rebase(repository, pull, options);
  const parents =
    options.method === 'merge' ? ['-p', pull.baseSha, '-p', pull.headSha] : ['-p', pull.baseSha];
  return repository.git.run(
    ['commit-tree', options.tree, ...parents, '-m', options.message],
    undefined,
    identity(options.by.login, `${options.by.login}@users.noreply.github.com`, options.date),
  );
}
