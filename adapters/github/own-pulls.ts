import { at, type GitHubRepository, type Octokit } from './repository.ts';

/** A pull request as GitHub lists it. */
type Listed = Awaited<ReturnType<Octokit['rest']['pulls']['list']>>['data'][number];

const mostPulls = 100;

/**
 * The newest pull requests from a branch of this very repository into another one, newest first. GitHub names a branch by
 * its owner alone: one of a fork that the same organisation has would be taken for it.
 */
export async function ownPulls(
  repository: GitHubRepository,
  branch: string,
  base: string,
  state: 'open' | 'all',
): Promise<readonly Listed[]> {
  const { owner, octokit } = repository;
  const { data } = await octokit.rest.pulls.list({
    ...at(repository),
    state,
    head: `${owner}:${branch}`,
    base,
    sort: 'created',
    direction: 'desc',
    per_page: mostPulls,
  });
  // Null where the fork is gone.
  return data.filter((pull) => pull.head.repo?.full_name === pull.base.repo.full_name);
}
