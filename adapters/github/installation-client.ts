import type { Probot } from 'probot';
import { RefusedError } from '../../core/errors.ts';
import type { Answers } from './answers.ts';
import type { Limits } from './limits.ts';
import { statusOf } from './repository.ts';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** The code of the error where the app is not installed any more. */
export const notInstalled = 'not-installed';

/** What the calls of an installation go through. */
export interface Passage {
  readonly installation: number;
  readonly limits: Limits;
  /** Null where nothing is to be asked conditionally. */
  readonly answers: Answers | null;
  /** Says that the job which calls has lost its claim: nothing may be written any more. */
  readonly signal: AbortSignal | null;
}

/** What a commit or a blob holds never changes, and is remembered elsewhere; an archive is too large to keep. */
const notKept = /\/git\/(?:blobs|trees|commits)\/|\/compare\/|\/zip$|\/access_tokens$/;

/**
 * Has every call of a client keep to the limits of its installation: nothing while GitHub asks for a pause, one queue
 * for what creates content, and reads with the tag of the last answer, which cost nothing where nothing has changed.
 */
export function passThrough(octokit: AppOctokit, passage: Passage): AppOctokit {
  const { installation, limits, answers, signal } = passage;
  octokit.hook.wrap('request', async (request, options) => {
    await limits.admit(installation);
    const reads = options.method === 'GET' || options.method === 'HEAD';
    if (!reads && !notKept.test(options.url)) await limits.turn(installation, signal);
    if (signal?.aborted === true) throw new Error('The job is no longer ours.');
    const { method, url, headers } = octokit.request.endpoint(options);
    const key = `${installation} ${headers.accept ?? ''} ${url}`;
    const keeps = answers !== null && method === 'GET' && !notKept.test(new URL(url).pathname);
    const known = keeps ? await answers.find(key) : null;
    // The hooks behind this one are bound to these very options: others would not reach them.
    if (known !== null) options.headers['if-none-match'] = known.etag;
    if (signal !== null) options.request = { ...options.request, signal };
    try {
      const response = await request(options);
      limits.heard(installation, response.headers);
      const { etag, link } = response.headers;
      const { data } = response;
      // A page that is full is the last only until there is one more: the tag may not tell.
      if (
        keeps &&
        etag !== undefined &&
        isPlain(data) &&
        !(link === undefined && isFull(url, data))
      ) {
        answers.keep(key, { etag, headers: link === undefined ? {} : { link }, data });
      }
      return response;
    } catch (error) {
      const { response } = error as { readonly response?: { readonly headers?: object } };
      if (response?.headers !== undefined) limits.heard(installation, { ...response.headers });
      if (known !== null && statusOf(error) === 304) {
        const { link } = { ...response?.headers } as { readonly link?: string };
        const headers = link === undefined ? known.headers : { ...known.headers, link };
        return { status: 200, url, headers, data: known.data };
      }
      throw (await limits.refused(installation, error)) ?? uninstalled(error) ?? error;
    }
  });
  return octokit;
}

const usualPageSize = 30;

/** Whether a list has as many items as its page takes. */
function isFull(url: string, data: unknown): boolean {
  const size = Number(new URL(url).searchParams.get('per_page') ?? usualPageSize);
  const lists = Array.isArray(data) ? [data] : Object.values(data ?? {}).filter(Array.isArray);
  return lists.some((list: readonly unknown[]) => list.length >= size);
}

/** Whether an answer is the same after it was written down and read: text, or JSON. */
function isPlain(data: unknown): boolean {
  return typeof data === 'string' || (typeof data === 'object' && !(data instanceof ArrayBuffer));
}

/** The error to throw where GitHub gives no token for the installation: nothing can be done there any more. */
function uninstalled(error: unknown): RefusedError | null {
  const { request } = error as { readonly request?: { readonly url?: string } };
  const status = statusOf(error);
  if (request?.url?.endsWith('/access_tokens') !== true) return null;
  if (status !== 403 && status !== 404) return null;
  return new RefusedError(
    notInstalled,
    'The app is no longer installed there, or its installation is suspended.',
    { cause: error },
  );
}
