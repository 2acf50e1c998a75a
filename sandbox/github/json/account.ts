import type { Account, State } from '../state.ts';
import { nodeId } from '../node-id.ts';

/** An account as GitHub's "simple user". */
export function accountJson(state: State, account: Account): Record<string, unknown> {
  const api = `${state.url}/api/v3/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('User', account.id),
    avatar_url: `${state.url}/avatars/${account.id}`,
    gravatar_id: '',
    url: api,
    html_url: `${state.url}/${account.login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    site_admin: false,
    user_view_type: 'public',
  };
}
