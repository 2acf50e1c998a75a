import { UnavailableError } from '../../core/errors.ts';
import { mergedPullOf } from '../github/merged-pull.ts';
import { repositoryWithToken } from '../github/with-token.ts';
import { isRateLimit, statusOf } from '../registries/github/client.ts';
import type { Job } from './job.ts';

/**
 * The labels of the pull request whose merge made the job's commit; none when it was pushed directly.
 * Null when the token may not read pull requests. Throws an UnavailableError when GitHub does not answer.
 */
export async function labelsOfCommit(job: Job, token: string): Promise<readonly string[] | null> {
  const { commit } = job;
  try {
    const merged = await mergedPullOf(repositoryWithToken(job, token), commit);
    return merged?.labels ?? [];
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
