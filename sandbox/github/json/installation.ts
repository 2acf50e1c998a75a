import type { Installation, State } from '../state.ts';
import { accountJson } from './account.ts';
import { permissionsJson } from './app.ts';

/** An app's installation on selected repositories of one owner. */
export function installationJson(
  state: State,
  installation: Installation,
): Record<string, unknown> & {
  readonly account: Record<string, unknown>;
  readonly created_at: string;
} {
  const { app, createdAt, id, owner } = installation;
  return {
    id,
    client_id: `Iv23li${String(app.id).padStart(14, '0')}`,
    account: accountJson(state, owner),
    repository_selection: 'selected',
    access_tokens_url: `${state.url}/api/v3/app/installations/${id}/access_tokens`,
    repositories_url: `${state.url}/api/v3/installation/repositories`,
    html_url: `${state.url}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: owner.id,
    target_type: owner.type,
    permissions: permissionsJson(app.permissions),
    events: [...app.events],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
