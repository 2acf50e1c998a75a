import { issueToken } from './auth.ts';
import type { TokenPermissions } from './contract.ts';
import { permissionsJson } from './json/app.ts';
import { repositoryJson } from './json/repository.ts';
import { invalid } from './route.ts';
import { type Installation, repositoryOf, type State } from './state.ts';

const lifetimeMs = 3_600_000;

/**
 * Issues a token of an installation, good for an hour, as `POST /app/installations/{id}/access_tokens` answers.
 * The body may ask for less than the installation has; for more it gets a 422.
 */
export function issueInstallationToken(
  state: State,
  installation: Installation,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const permissions = narrowPermissions(installation, body['permissions']);
  const names = narrowRepositories(state, installation, body);
  // Without a choice the token follows the installation when repositories are added to it.
  const reach = names === null ? installation : { ...installation, repositories: new Set(names) };
  const { app } = installation;
  const token = issueToken(state, 'ghs', {
    kind: 'installation',
    account: app.bot,
    installation: reach,
    permissions,
  });
  return {
    token,
    expires_at: new Date(state.now().getTime() + lifetimeMs)
      .toISOString()
      .replace(/\.\d{3}Z$/, 'Z'),
    permissions,
    repository_selection: 'selected',
    ...(names === null
      ? {}
      : { repositories: names.map((name) => repositoryJson(state, repositoryOf(state, name))) }),
  };
}

function narrowPermissions({ app }: Installation, asked: unknown): TokenPermissions {
  const given = permissionsJson(app.permissions);
  if (typeof asked !== 'object' || asked === null) return given;
  const narrowed: Record<string, 'read' | 'write'> = { metadata: 'read' };
  for (const [name, level] of Object.entries(asked)) {
    const has = given[name];
    const allowed = has === 'write' || (has === 'read' && level === 'read');
    if (!allowed) {
      throw invalid('The permissions requested are not granted to this installation.');
    }
    narrowed[name] = level === 'write' ? 'write' : 'read';
  }
  return narrowed;
}

/** Full names; null when the body chooses none. Repositories are asked for by bare name or by id. */
function narrowRepositories(
  state: State,
  { repositories }: Installation,
  body: Readonly<Record<string, unknown>>,
): readonly string[] | null {
  const { repositories: names, repository_ids: ids } = body;
  if (!Array.isArray(names) && !Array.isArray(ids)) return null;
  const asked: readonly unknown[] = [...arrayOf(names), ...arrayOf(ids)];
  const installed = [...repositories].map((name) => repositoryOf(state, name));
  const chosen = asked.map((wanted) => {
    const repository = installed.find((one) => one.name === wanted || one.id === wanted);
    if (repository === undefined) {
      throw invalid(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    return repository.fullName;
  });
  return [...new Set(chosen)];
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
