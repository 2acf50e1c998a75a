import { getOctokit } from '@actions/github';
import { AssayError, InputError, UnavailableError } from '../../../core/errors.ts';
import type { RegistryConnection } from '../registry.ts';
import { type Pause, pauseByClock, retrying } from '../../transfer/retry.ts';

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
  readonly pause: Pause;
  readonly progress: (sentence: string) => void;
}

/** A client for the connection's repository. */
export function connect(connection: RegistryConnection): Client {
  const { owner, repo, runId, now, token, apiUrl, progress, pause = pauseByClock } = connection;
  const octokit = getOctokit(token, { baseUrl: apiUrl });
  return { octokit, owner, repo, runId, now, pause, progress };
}

/** The HTTP status of a failed request; null when there was no answer, which Octokit gives as 500 without a response. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  if (!('response' in error) || error.response === undefined) return null;
  return typeof error.status === 'number' ? error.status : null;
}

/**
 * Whether GitHub refused a request because there were too many: 429, or a 403 that says so in its headers or its text.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function isRateLimit(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 429) return true;
  if (status !== 403) return false;
  const isSpent = headerOf(error, 'x-ratelimit-remaining') === '0';
  const isDelayed = headerOf(error, 'retry-after') !== null;
  return isSpent || isDelayed || (error instanceof Error && /rate limit/i.test(error.message));
}

/** A header of the answer that a request failed with, as Octokit keeps it. */
function headerOf(error: unknown, name: string): string | null {
  const response = fieldOf(error, 'response');
  const value = fieldOf(fieldOf(response, 'headers'), name);
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : null;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** Does something at GitHub that may be done twice: what may pass is tried again, and then it is as `ask` says. */
export async function retryingAsk<Value>(
  client: Pick<Client, 'pause'>,
  doing: string,
  request: () => Promise<Value>,
): Promise<Value> {
  return ask(doing, () => retrying(client.pause, mayPass, request));
}

/** After how long another try may help: with what is no answer, an answer of 5xx, and too many requests. */
function mayPass(error: unknown): { readonly afterMs: number } | null {
  if (error instanceof AssayError) {
    return error.code === 'upload-damaged' ? { afterMs: 0 } : null;
  }
  const status = statusOf(error);
  // Octokit gives what broke on the way as an error with a status, but without a response.
  if (status === null) return fieldOf(error, 'status') === undefined ? null : { afterMs: 0 };
  const asked = Number(headerOf(error, 'retry-after') ?? Number.NaN);
  const afterMs = Number.isFinite(asked) ? asked * 1000 : 0;
  if (status >= 500) return { afterMs };
  if (!isRateLimit(error)) return null;
  // A limit that says nothing lasts for a minute at least, and a spent one until its hour is over.
  return { afterMs: Number.isFinite(asked) ? afterMs : Number.POSITIVE_INFINITY };
}

/** Does something at GitHub; what goes wrong becomes a sentence that says what, and what to do. */
export async function ask<Value>(doing: string, request: () => Promise<Value>): Promise<Value> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const status = statusOf(error);
    if (isRateLimit(error)) {
      throw new UnavailableError(
        'rate-limit',
        `GitHub refused ${doing} (${status}), because this token has made too many requests: run the job again later; what is half done will be completed.`,
        { cause: error },
      );
    }
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
