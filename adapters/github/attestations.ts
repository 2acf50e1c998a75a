import { RefusedError } from '../../core/errors.ts';
import { at, type GitHubRepository, orNull, statusOf } from './repository.ts';

/** How many attestations of a digest are looked at, the newest: one page of GitHub's list. */
export const mostAttestations = 100;

/** The bundles that GitHub keeps for a digest, newest first; undefined for one that it does not send along. All untrusted. */
export interface KeptBundles {
  readonly bundles: readonly unknown[];
  /** Whether there are older ones beyond these. */
  readonly more: boolean;
}

/**
 * The Sigstore bundles that were stored with the repository for a digest, `sha256:<hex>`. Throws a RefusedError where we
 * may not ask.
 */
export async function listAttestations(
  repository: GitHubRepository,
  digest: string,
): Promise<KeptBundles> {
  try {
    const answer = await orNull(
      repository.octokit.request('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
        ...at(repository),
        subject_digest: digest,
        per_page: mostAttestations,
      }),
    );
    const kept = answer?.data.attestations ?? [];
    return {
      bundles: kept.slice(0, mostAttestations).map(({ bundle }): unknown => bundle),
      more: answer?.headers.link?.includes('rel="next"') === true,
    };
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    throw new RefusedError(
      'no-attestations-permission',
      'GitHub does not let us read attestations: grant the app, or the job that runs it, the permission `attestations: read`, and judge again.',
      { cause: error },
    );
  }
}

/** Whether GitHub says that a commit merges another one. */
export async function isMergeOf(
  repository: GitHubRepository,
  commit: string,
  head: string,
): Promise<boolean> {
  const answer = await orNull(
    repository.octokit.rest.git.getCommit({ ...at(repository), commit_sha: commit }),
  );
  const parents = answer?.data.parents ?? [];
  return parents.length === 2 && parents.some(({ sha }) => sha === head);
}
