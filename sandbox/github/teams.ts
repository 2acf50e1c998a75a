import { accountOfActor } from './auth.ts';
import { addAccount } from './repositories.ts';
import { HttpError, notFound } from './route.ts';
import {
  type Account,
  accountOf,
  type Actor,
  type Membership,
  type State,
  type Team,
} from './state.ts';

/**
 * Makes an organization, or gives the one there is. An owner of repositories that nobody signs in as becomes one;
 * throws where a person or a bot has the name.
 */
export function addOrganization(state: State, login: string): Account {
  const account = addAccount(state, login, 'Organization');
  const isSignedIn = [...state.tokens.values()].some((actor) => accountOfActor(actor) === account);
  if (account.type === 'Bot' || isSignedIn) throw new TypeError(`${login} is no organization.`);
  account.type = 'Organization';
  return account;
}

/** Makes a team of active members, who must have accounts. */
export function addTeam(
  state: State,
  organization: string,
  slug: string,
  members: readonly string[],
): void {
  const key = `${organization}/${slug}`;
  if (state.teams.has(key)) throw new TypeError(`There is a team ${key}.`);
  const owner = addOrganization(state, organization);
  state.teams.set(key, { id: state.nextId(), organization: owner, slug, members: new Map() });
  for (const login of members) {
    setTeamMember(state, key, login, { role: 'member', state: 'active' });
  }
}

/** Puts a person into a team, named `organization/slug`, or with null takes the person out. */
export function setTeamMember(
  state: State,
  key: string,
  login: string,
  membership: Membership | null,
): void {
  const team = state.teams.get(key);
  if (team === undefined) throw new TypeError(`No team ${key}.`);
  if (accountOf(state, login).type !== 'User') throw new TypeError(`${login} is no person.`);
  if (membership === null) team.members.delete(login);
  else team.members.set(login, membership);
}

/**
 * A team as an actor may ask for it: an app with the permission `members` where it is installed, and whoever belongs
 * to the organization. Throws 403 or 404.
 */
export function visibleTeam(state: State, actor: Actor, organization: string, slug: string): Team {
  const team = state.teams.get(`${organization}/${slug}`);
  switch (actor.kind) {
    case 'installation':
      if (!('members' in actor.permissions)) throw notForIntegration();
      if (actor.installation.owner.login !== organization) throw notFound();
      break;
    case 'user':
      if (!belongs(state, actor.account, organization)) throw notFound();
      break;
    // GITHUB_TOKEN has no permission of an organization.
    case 'job':
    case 'app':
    case 'anonymous':
      throw notForIntegration();
    default:
      actor satisfies never;
  }
  if (team === undefined) throw notFound();
  return team;
}

/** Whoever is in one of the teams of an organization belongs to it. */
function belongs({ teams }: State, { login }: Account, organization: string): boolean {
  return [...teams.values()].some(
    (team) =>
      team.organization.login === organization && team.members.get(login)?.state === 'active',
  );
}

function notForIntegration(): HttpError {
  return new HttpError(403, 'Resource not accessible by integration');
}
