import { readFile } from 'node:fs/promises';
import { ownAccess } from '../../adapters/registries/access.ts';
import type { StoreAccess } from '../../adapters/registries/registry.ts';
import { InputError } from '../../core/errors.ts';
import type { AppInput } from './inputs.ts';

/** What the runner tells the step, and the step's inputs. */
export interface ActionSettings {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  readonly apiUrl: string;
  /** The event that started the workflow. */
  readonly event: string;
  readonly payload: unknown;
  /** Of this attempt at the workflow run. */
  readonly id: string;
  readonly token: string;
  /** Null where `token` opens pull requests too. */
  readonly pullRequestToken: string | null;
  /** How stores of versions beside GitHub are reached. */
  readonly stores: StoreAccess;
}

const repositoryPattern = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([A-Za-z0-9._-]+)$/;

/** Reads them. Throws an InputError for what is missing: outside a workflow, or without a token. */
export async function readSettings(
  variables: Readonly<NodeJS.ProcessEnv>,
  input: (name: AppInput) => string,
): Promise<ActionSettings> {
  const [, owner = '', repo = ''] =
    repositoryPattern.exec(variables['GITHUB_REPOSITORY'] ?? '') ?? [];
  const eventPath = variables['GITHUB_EVENT_PATH'] ?? '';
  if (owner === '' || eventPath === '') {
    throw new InputError(
      'no-workflow',
      'GITHUB_REPOSITORY or GITHUB_EVENT_PATH is not set: run this action as a step of a GitHub workflow.',
    );
  }
  const token = input('token');
  if (token === '')
    throw new InputError(
      'no-token',
      'The input `token` is empty: leave it out to use that of the job.',
    );
  const payload: unknown = JSON.parse(await readFile(eventPath, 'utf8'));
  const pullRequestToken = input('pull-request-token');
  return {
    owner,
    repo,
    defaultBranch: defaultBranchOf(payload),
    apiUrl: variables['GITHUB_API_URL'] ?? 'https://api.github.com',
    event: variables['GITHUB_EVENT_NAME'] ?? '',
    payload,
    id: `run ${variables['GITHUB_RUN_ID'] ?? ''} attempt ${variables['GITHUB_RUN_ATTEMPT'] ?? ''}`,
    token,
    pullRequestToken: pullRequestToken === '' ? null : pullRequestToken,
    stores: ownAccess(variables, token),
  };
}

/** The event of every workflow tells of its repository. */
function defaultBranchOf(payload: unknown): string {
  const { repository } = (payload ?? {}) as {
    readonly repository?: { readonly default_branch?: unknown };
  };
  const branch = repository?.default_branch;
  if (typeof branch === 'string' && branch !== '') return branch;
  throw new InputError(
    'no-default-branch',
    'The event does not name the default branch of the repository: run this action on an event of the documented workflow.',
  );
}
