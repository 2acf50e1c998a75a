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
 * Whether a branch was pushed to after a moment, by GitHub's own clock: dates in commits are whatever their author
 * says. `time` is an ISO time to the second; a push within that very second counts as after it.
 */
export async function branchMovedSince(
  repository: GitHubRepository,
  branch: string,
  time: string,
): Promise<boolean> {
  const { data } = await repository.octokit.request('GET /repos/{owner}/{repo}/activity', {
    ...at(repository),
    ref: `refs/heads/${branch}`,
    per_page: 1,
  });
  const [newest] = data;
  // A branch of which GitHub tells nothing may have moved.
  return newest === undefined || !(Date.parse(newest.timestamp) < Date.parse(time));
}
