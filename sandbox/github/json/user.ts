import type { Account, State } from '../state.ts';
import { accountJson } from './account.ts';

/** Accounts have no history here; GitHub requires a date. */
const madeAt = '2020-01-01T00:00:00Z';

/** An account as `GET /users/{username}` shows it. */
export function publicUserJson(state: State, account: Account): Record<string, unknown> {
  const repositories = [...state.repositories.values()];
  return {
    ...accountJson(state, account),
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories.filter((one) => one.owner === account && !one.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: madeAt,
    updated_at: madeAt,
  };
}

/** An account as `GET /user` shows it to itself. */
export function privateUserJson(state: State, account: Account): Record<string, unknown> {
  const repositories = [...state.repositories.values()];
  const hidden = repositories.filter((one) => one.owner === account && one.private).length;
  return {
    ...publicUserJson(state, account),
    user_view_type: 'private',
    private_gists: 0,
    total_private_repos: hidden,
    owned_private_repos: hidden,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}
