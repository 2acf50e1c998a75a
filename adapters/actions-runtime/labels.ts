import { getOctokit } from '@actions/github';
import { UnavailableError } from '../../core/errors.ts';
import { isRateLimit, statusOf } from '../registries/github/client.ts';
import type { Job } from './job.ts';

/**
 * The labels of the pull request whose merge made the job's commit; none when it was pushed directly.
 * Null when the token may not read pull requests. Throws an UnavailableError when GitHub does not answer.
 */
export async function labelsOfCommit(job: Job, token: string): Promise<readonly string[] | null> {
  const { owner, repo, commit } = job;
  try {
    const { data } = await getOctokit(token, {
      baseUrl: job.apiUrl,
    }).rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: commit });
    const merged = data.find((pull) => pull.merge_commit_sha === commit && pull.merged_at !== null);
    return merged?.labels.map(({ name }) => name) ?? [];
  } catch (cause) {
    const status = statusOf(cause);
    if ((status === 403 || status === 404) && !isRateLimit(cause)) return null;
    const answer = status === null ? 'did not answer' : `answered ${status}`;
    throw new UnavailableError(
      'labels-unavailable',
      `GitHub ${answer} to the question which labels the merged pull request of ${commit} has, so how the version grows is unknown: run the job again, or give the input "bump".`,
      { cause },
    );
  }
}
