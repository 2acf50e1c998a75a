import { getOctokit } from '@actions/github';
import { AssayError, InputError, UnavailableError } from '../../../core/errors.ts';
import type { RegistryConnection } from '../registry.ts';

type Octokit = ReturnType<typeof getOctokit>;
type Releases = Awaited<ReturnType<Octokit['rest']['repos']['listReleases']>>['data'];

/** A release as GitHub gives it. */
export type Release = Releases[number];
export type Asset = Release['assets'][number];

/** GitHub's API for one repository. */
export interface Client {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  readonly runId: number;
  readonly now: () => Date;
}

/** A client for the connection's repository. */
export function connect(connection: RegistryConnection): Client {
  const { owner, repo, runId, now, token, apiUrl } = connection;
  return { octokit: getOctokit(token, { baseUrl: apiUrl }), owner, repo, runId, now };
}

/** The HTTP status of a failed request; null when there was no answer, which Octokit gives as 500 without a response. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  if (!('response' in error) || error.response === undefined) return null;
  return typeof error.status === 'number' ? error.status : null;
}

/** Does something at GitHub; what goes wrong becomes a sentence that says what, and what to do. */
export async function ask<Value>(doing: string, request: () => Promise<Value>): Promise<Value> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const status = statusOf(error);
    if (status === 401 || status === 403) {
      throw new InputError(
        'no-permission',
        `GitHub refused ${doing} (${status}). Add "permissions: contents: write" to the job (contents: read is enough for evaluate), or give another input "token".`,
        { cause: error },
      );
    }
    const answer = status === null ? 'did not answer' : `answered ${status}`;
    throw new UnavailableError(
      'github-unavailable',
      `GitHub ${answer} to ${doing}: run the job again; what is half done will be completed.`,
      { cause: error },
    );
  }
}
