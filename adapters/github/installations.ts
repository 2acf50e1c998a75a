import type { Probot } from 'probot';

import type { Octokit } from './repository.ts';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** A repository in which the app is installed. */
export interface InstalledRepository {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** When it was pushed to last. */
  readonly pushedAt: string | null;
}

/** The ids of the app's installations that are not suspended. `octokit` speaks as the app itself. */
export async function installations(octokit: AppOctokit): Promise<readonly number[]> {
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
  return all.filter(({ suspended_at: at }) => at === null || at === undefined).map(({ id }) => id);
}

/** The repositories of an installation that can be written to. */
export async function installedRepositories(
  octokit: Octokit,
): Promise<readonly InstalledRepository[]> {
  const all = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
    per_page: 100,
  });
  return all
    .filter(({ archived, disabled }) => !archived && !disabled)
    .map(({ owner, name, default_branch: defaultBranch, pushed_at: pushedAt }) => ({
      owner: owner.login,
      repo: name,
      defaultBranch,
      pushedAt,
    }));
}
