import { getOctokit } from '@actions/github';
import { emptyMemory, type GitHubRepository } from './repository.ts';

/** The repository of a job, asked with the token of an action's input. */
export function repositoryWithToken(
  {
    owner,
    repo,
    apiUrl,
  }: { readonly owner: string; readonly repo: string; readonly apiUrl: string },
  token: string,
): GitHubRepository {
  return { octokit: getOctokit(token, { baseUrl: apiUrl }), owner, repo, memory: emptyMemory() };
}
