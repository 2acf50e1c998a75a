import type { TokenPermissions } from '../contract.ts';
import { nodeId } from '../node-id.ts';
import type { App, State } from '../state.ts';
import { accountJson } from './account.ts';

/** Permissions as GitHub shows them: what is not given is absent, and everybody reads metadata. */
export function permissionsJson(permissions: TokenPermissions): Record<string, 'read' | 'write'> {
  const given: Record<string, 'read' | 'write'> = { metadata: 'read' };
  for (const [name, level] of Object.entries(permissions)) {
    if (level !== 'none') given[name] = level;
  }
  return given;
}

/** An app as `GET /app` and a check run's `app` show it. Its bot stands for the owner, which this GitHub doesn't keep. */
export function appJson(state: State, app: App): Record<string, unknown> {
  const html = `${state.url}/apps/${app.slug}`;
  return {
    id: app.id,
    client_id: `Iv23li${String(app.id).padStart(14, '0')}`,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: accountJson(state, app.bot),
    name: app.slug,
    description: null,
    external_url: html,
    html_url: html,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: permissionsJson(app.permissions),
    events: [...app.events],
  };
}
