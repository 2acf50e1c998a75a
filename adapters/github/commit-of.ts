import { at, type GitHubRepository, statusOf } from './repository.ts';

/**
 * The commit that a ref means: a commit by its digits, a branch, or a tag; null where there is none. `ref` must have the
 * form of one: it becomes a part of an address.
 */
export async function commitOf(repository: GitHubRepository, ref: string): Promise<string | null> {
  try {
    const { data } = await repository.octokit.rest.repos.getCommit({
      ...at(repository),
      ref,
      per_page: 1,
    });
    return data.sha;
  } catch (error) {
    // Of digits that no commit begins with, GitHub says 422.
    if (statusOf(error) === 404 || statusOf(error) === 422) return null;
    throw error;
  }
}
