import type { Probot } from 'probot';
import type { InstalledRepository } from './installations.ts';
import { type Octokit, orNull } from './repository.ts';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** Which installation of the app has a repository; null where none has, or it is suspended. Speaks as the app itself. */
export async function installationIn(
  octokit: AppOctokit,
  owner: string,
  repo: string,
): Promise<number | null> {
  const found = await orNull(octokit.rest.apps.getRepoInstallation({ owner, repo }));
  if (found === null) return null;
  const { id, suspended_at: suspendedAt } = found.data;
  return suspendedAt === null || suspendedAt === undefined ? id : null;
}

/**
 * A repository as its installation sees it, under the name that GitHub has for it; null where it has none, or has moved:
 * whoever knew it under another name is not who may speak for it now.
 */
export async function installedAs(
  octokit: Octokit,
  owner: string,
  repo: string,
): Promise<InstalledRepository | null> {
  const found = await orNull(octokit.rest.repos.get({ owner, repo }));
  if (found === null) return null;
  const { name, owner: account, default_branch: defaultBranch, pushed_at: pushedAt } = found.data;
  const isSame = `${account.login}/${name}`.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  return isSame ? { owner: account.login, repo: name, defaultBranch, pushedAt } : null;
}
