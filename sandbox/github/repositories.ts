import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openGit } from './git/git.ts';
import { type Account, type Repository, type State, timestamp } from './state.ts';

/** Makes an empty repository on disk and in the state. */
export async function addRepository(
  state: State,
  options: {
    readonly owner: Account;
    readonly name: string;
    readonly private: boolean;
    readonly defaultBranch: string;
    readonly parent: string | null;
  },
): Promise<Repository> {
  const fullName = `${options.owner.login}/${options.name}`;
  const folder = join(state.folder, 'repositories', `${fullName}.git`);
  await mkdir(folder, { recursive: true });
  const git = openGit(folder, state.git);
  await git.run(['init', '--quiet', '--bare', `--initial-branch=${options.defaultBranch}`, folder]);
  await git.run(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  const now = timestamp(state);
  const repository: Repository = {
    id: state.nextId(),
    owner: options.owner,
    name: options.name,
    fullName,
    private: options.private,
    defaultBranch: options.defaultBranch,
    parent: options.parent,
    createdAt: now,
    pushedAt: now,
    git,
    permissions: new Map(),
    protection: new Map(),
    mergeQueues: new Map(),
    allowsAutoMerge: false,
    secrets: new Map(),
    labels: new Map(),
    lastNumber: 0,
    issues: new Map(),
    comments: new Map(),
    checkRuns: new Map(),
    statuses: [],
    attestations: [],
    releases: new Map(),
    deployments: new Map(),
    environments: new Map(),
    runs: new Map(),
    jobs: new Map(),
    artifacts: new Map(),
    activity: [],
  };
  state.repositories.set(fullName, repository);
  return repository;
}

/** Makes an account, or gives the one there is. */
export function addAccount(state: State, login: string, type: Account['type']): Account {
  const known = state.accounts.get(login);
  if (known !== undefined) return known;
  const account: Account = { id: state.nextId(), login, type };
  state.accounts.set(login, account);
  return account;
}
