import { identity } from '../git/git.ts';
import { type Commit, readCommit, readCommits } from '../json/commit.ts';
import { found, HttpError } from '../route.ts';
import type { Account, Pull, Repository } from '../state.ts';

/**
 * Puts each commit of a pull request on top of its base, as the button "Rebase and merge" does: its author and message stay,
 * whoever merges commits it. Merges are left out, and what the base has already. Gives the last one.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/about-merge-methods-on-github
 */
export async function rebase(
  repository: Repository,
  pull: Pull,
  { by, date }: { readonly by: Account; readonly date: string },
): Promise<string> {
  const range = `${pull.baseSha}..${pull.headSha}`;
  const commits = await readCommits(repository, [
    '--reverse',
    '--topo-order',
    '--no-merges',
    range,
  ]);
  const committer = identity(by.login, `${by.login}@users.noreply.github.com`, date);
  let tip = found(await readCommit(repository, pull.baseSha));
  for (const commit of commits) {
    const tree = await treeOnTop(repository, tip, commit);
    if (tree === tip.tree) continue;
    const { author, message } = commit;
    const sha = await repository.git.run(
      ['commit-tree', tree, '-p', tip.sha, '-m', message],
      undefined,
      {
        ...committer,
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date,
      },
    );
    tip = found(await readCommit(repository, sha));
  }
  return tip.sha;
}

/** What a commit changes, done to another one: a merge whose base is the commit's parent. Throws 405 on a conflict. */
async function treeOnTop(repository: Repository, tip: Commit, commit: Commit): Promise<string> {
  const { git } = repository;
  const [parent = ''] = commit.parents;
  const before = found(await readCommit(repository, parent));
  const made = identity('GitHub', 'noreply@github.com', commit.committer.date);
  const commitOf = (tree: string, parents: readonly string[]): Promise<string> =>
    git.run(['commit-tree', tree, ...parents, '-m', 'A side of a rebase'], undefined, made);
  const base = await commitOf(before.tree, []);
  const ours = await commitOf(tip.tree, ['-p', base]);
  const theirs = await commitOf(commit.tree, ['-p', base]);
  const tree = await git.maybe(['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
  if (tree === null) throw new HttpError(405, "This branch can't be rebased");
  return tree;
}
