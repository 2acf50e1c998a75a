import { at, type GitHubRepository, orNull } from './repository.ts';

/** What GitHub lets somebody do in the repository, asked at this moment. */
export type PersonPermission = 'none' | 'read' | 'write' | 'maintain' | 'admin';

/** Asks GitHub for a person's permission; unknown people have none. */
export async function permissionOf(
  repository: GitHubRepository,
  username: string,
): Promise<PersonPermission> {
  const answer = await orNull(
    repository.octokit.rest.repos.getCollaboratorPermissionLevel({ ...at(repository), username }),
  );
  const { permission, role_name: role } = answer?.data ?? {};
  // GitHub's word is that of the time before there were roles: of somebody who maintains it says `write`.
  if (permission === 'write') return role === 'maintain' ? 'maintain' : 'write';
  return permission === 'read' || permission === 'admin' ? permission : 'none';
}

/**
 * Whether a branch has led to a commit since before a moment, by GitHub's own list of pushes: dates in commits are
 * whatever their author says. `time` is an ISO time to the second; a push within that very second counts as after it.
 */
export async function branchStoodAt(
  repository: GitHubRepository,
  { ref: branch, sha }: { readonly ref: string; readonly sha: string },
  time: string,
): Promise<boolean> {
  const { data } = await repository.octokit.request('GET /repos/{owner}/{repo}/activity', {
    ...at(repository),
    ref: `refs/heads/${branch}`,
    per_page: 1,
  });
  const [newest] = data;
  // A branch of which GitHub tells nothing may have moved; so may one whose newest push is not listed yet.
  return newest?.after === sha && Date.parse(newest.timestamp) < Date.parse(time);
}
