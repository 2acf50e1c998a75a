import type { Probot } from 'probot';
import { RefusedError } from '../../core/errors.ts';
import { statusOf } from './repository.ts';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** How GitHub refuses what a token has no permission for. */
const refusal = /not accessible by (?:integration|personal access token)/i;

/**
 * A plugin of Octokit: a call that the token may not make is refused with a sentence that names the permission. Trying
 * again mends nothing then. Throws a RefusedError in the place of GitHub's answer.
 */
export function tellMissingPermission(octokit: Pick<AppOctokit, 'hook'>): Record<string, never> {
  octokit.hook.error('request', (error, { method, url }) => {
    if (statusOf(error) !== 403 || !refusal.test(error.message)) throw error;
    const { response } = error as { readonly response?: { readonly headers?: object } };
    const wanted: unknown = new Map(Object.entries(response?.headers ?? {})).get(
      'x-accepted-github-permissions',
    );
    const named = typeof wanted === 'string' ? `, which wants ${wanted}` : '';
    throw new RefusedError(
      'missing-permission',
      `The token may not call ${method} ${pathOf(url)}${named}: give the job the permissions that the documented workflow has.`,
      { cause: error },
    );
  });
  return {};
}

/** The path below the API's address, without its query. */
function pathOf(url: string): string {
  return url.replace(/\?.*$/, '').replace(/^https?:\/\/[^/]+(?:\/api\/v3)?/, '');
}
