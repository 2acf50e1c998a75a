import { RefusedError } from '../../core/errors.ts';
import { type GitHubRepository, statusOf } from './repository.ts';

/**
 * Whether a person is an active member of a team, named `organisation/team`. Throws a RefusedError when the app may not
 * ask.
 */
export async function isTeamMember(
  { octokit }: GitHubRepository,
  team: string,
  username: string,
): Promise<boolean> {
  const [org = '', slug = ''] = team.split('/');
  try {
    const { data } = await octokit.rest.teams.getMembershipForUserInOrg({
      org,
      team_slug: slug,
      username,
    });
    return data.state === 'active';
  } catch (error) {
    if (statusOf(error) === 404) return false;
    if (statusOf(error) !== 403) throw error;
    throw new RefusedError(
      'no-members-permission',
      `The app may not ask who is a member of ${team}: give it the permission "Members: read" and accept that in the organisation.`,
    );
  }
}
