import { nodeId } from '../node-id.ts';
import type { Account, State } from '../state.ts';

/** An organization as webhooks of its repositories name it. */
export function organizationJson(state: State, { id, login }: Account): Record<string, unknown> {
  const url = `${state.url}/api/v3/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('Organization', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${state.url}/avatars/${id}`,
    description: null,
  };
}
