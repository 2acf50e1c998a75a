import { RefusedError } from '../../core/errors.ts';
import { type GitHubRepository, orNull, statusOf } from './repository.ts';

/**
 * Whether somebody is a member of a team, given as `organization/team`, asked of GitHub at this moment. Who was invited
 * and has not accepted is none, nor is anybody of a team that there is not. Throws a RefusedError where the app may not
 * ask.
 */
export async function isTeamMember(
  { octokit }: GitHubRepository,
  team: string,
  username: string,
): Promise<boolean> {
  const [organization = '', slug = ''] = team.split('/');
  try {
    const answer = await orNull(
      octokit.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
        org: organization,
        team_slug: slug,
        username,
      }),
    );
    return answer?.data.state === 'active';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new RefusedError(
      'no-members-permission',
      `GitHub does not let the app see who is in the team ${team}: it lacks the permission "Members: read" in the organization ${organization}. An owner of the organization can grant it to the app; the token of a workflow job never has it.`,
      { cause: error },
    );
  }
}

/** Whether the app may not ask; a client with a token of a workflow job has put that in words already. */
function isRefusal(error: unknown): boolean {
  const isWorded = error instanceof RefusedError && error.code === 'missing-permission';
  return isWorded || statusOf(error) === 403;
}
