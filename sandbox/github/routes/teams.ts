import { accountJson } from '../json/account.ts';
import { found, json, listOf, type Request, type Route } from '../route.ts';
import { accountOf, type Team } from '../state.ts';
import { visibleTeam } from '../teams.ts';

/** `/orgs/{org}/teams/{team_slug}`: who belongs to a team. */
export const teams = [
  {
    method: 'GET',
    path: '/orgs/:org/teams/:slug/members',
    need: 'token',
    handle(request) {
      const { state, query } = request;
      const role = query.get('role') ?? 'all';
      // Who was only invited is not listed.
      const logins = [...teamOf(request).members]
        .filter(([, membership]) => membership.state === 'active')
        .filter(([, membership]) => role === 'all' || membership.role === role)
        .map(([login]) => login);
      return listOf(logins, (login) => accountJson(state, accountOf(state, login)));
    },
  },
  {
    method: 'GET',
    path: '/orgs/:org/teams/:slug/memberships/:username',
    need: 'token',
    handle(request) {
      const { state, param } = request;
      const team = teamOf(request);
      const login = param('username');
      const membership = found(team.members.get(login));
      const path = `/orgs/${team.organization.login}/teams/${team.slug}/memberships/${login}`;
      return json({ url: `${state.url}/api/v3${path}`, ...membership });
    },
  },
] as const satisfies readonly Route[];

function teamOf({ state, actor, param }: Request): Team {
  return visibleTeam(state, actor, param('org'), param('slug'));
}
