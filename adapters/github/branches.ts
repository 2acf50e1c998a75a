import { at, type GitHubRepository, orNull } from './repository.ts';

/** The commit at a branch's head; null where there is no such branch. */
export async function findBranch(
  repository: GitHubRepository,
  branch: string,
): Promise<string | null> {
  const ref = `heads/${branch}`;
  const answer = await orNull(repository.octokit.rest.git.getRef({ ...at(repository), ref }));
  return answer?.data.object.sha ?? null;
}

/** The commit at the head of a branch that must be there. Throws a TypeError where it isn't. */
export async function branchHead(repository: GitHubRepository, branch: string): Promise<string> {
  const head = await findBranch(repository, branch);
  if (head === null) throw new TypeError(`There is no branch ${branch}.`);
  return head;
}

/** Whether a commit is the head of a branch or one of those before it. */
export async function isOnBranch(
  repository: GitHubRepository,
  commit: string,
  branch: string,
): Promise<boolean> {
  const head = await branchHead(repository, branch);
  const { data } = await repository.octokit.rest.repos.compareCommitsWithBasehead({
    ...at(repository),
    basehead: `${head}...${commit}`,
    per_page: 1,
  });
  return data.status === 'identical' || data.status === 'behind';
}

/** The first parent of a commit: what a merge was merged into. Null for a commit that begins a history. */
export async function firstParent(
  repository: GitHubRepository,
  commit: string,
): Promise<string | null> {
  const { data } = await repository.octokit.rest.git.getCommit({
    ...at(repository),
    commit_sha: commit,
  });
  return data.parents[0]?.sha ?? null;
}
