import { getOctokit } from '@actions/github';
import type { Job } from './job.ts';

/**
 * The labels of the pull request whose merge made the job's commit; none when it was pushed directly.
 * Null when GitHub does not tell, for example because the token may not read pull requests.
 */
export async function labelsOfCommit(job: Job, token: string): Promise<readonly string[] | null> {
  const { owner, repo, commit } = job;
  try {
    const { data } = await getOctokit(token, {
      baseUrl: job.apiUrl,
    }).rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: commit });
    const merged = data.find((pull) => pull.merge_commit_sha === commit && pull.merged_at !== null);
    return merged?.labels.map(({ name }) => name) ?? [];
  } catch {
    return null;
  }
}
