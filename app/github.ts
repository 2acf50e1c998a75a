import { Probot, ProbotOctokit } from 'probot';
import type { Identity } from '../adapters/github/identity.ts';
import { tellMissingPermission } from '../adapters/github/missing-permission.ts';
import type { Logger } from './operations/log.ts';
import type { Meter } from './operations/meter.ts';

/** What an app proves itself with. */
interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** Of the webhook. */
  readonly secret: string;
}

/** Where GitHub is. */
export interface Reach {
  /** The API's address; default: https://api.github.com. */
  readonly baseUrl?: string;
  /** How long one request may take; default: 30 s. */
  readonly requestTimeoutMs?: number;
}

/** How the app reaches GitHub. */
export interface GitHubOptions extends AppCredentials, Reach {}

const usualTimeoutMs = 30_000;

/** Trying these again in the same breath mends nothing, or is what GitHub asks us not to do. */
const notRetried = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/**
 * A Probot whose requests end in time and are counted. Its own throttling is off: it knows of one process only, and
 * waits inside a job where the job could be put back.
 */
export function createProbot(options: GitHubOptions, log: Logger, meter: CallMeter): Probot {
  const { appId, privateKey, secret } = options;
  return probotWith({ appId, privateKey, secret }, ProbotOctokit, options, log, meter);
}

/** The same with the token of a workflow job, whose permissions people write down: what lacks is told in their words. */
export function createTokenProbot(githubToken: string, reach: Reach, log: Logger): Probot {
  const Octokit = ProbotOctokit.plugin(tellMissingPermission);
  return probotWith({ githubToken }, Octokit, reach, log, { call: () => undefined });
}

type CallMeter = Pick<Meter, 'call'>;

function probotWith(
  credentials: AppCredentials | { readonly githubToken: string },
  Base: typeof ProbotOctokit,
  { baseUrl, requestTimeoutMs = usualTimeoutMs }: Reach,
  log: Logger,
  meter: CallMeter,
): Probot {
  // Plain options have no effect on these plugins; a function has.
  const Octokit = Base.defaults((defaults: object) => ({
    ...defaults,
    throttle: { enabled: false },
    retry: { doNotRetry: notRetried },
  }));
  return new Probot({
    ...credentials,
    Octokit,
    log,
    request: { fetch: timedFetch(requestTimeoutMs, meter) },
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
}

function timedFetch(limitMs: number, meter: CallMeter): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const limit = AbortSignal.timeout(limitMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      const response = await fetch(input, { ...init, signal });
      meter.call(method, response.status);
      return response;
    } catch (error) {
      meter.call(method, 0);
      if (limit.aborted) {
        throw new Error(`GitHub did not answer within ${limitMs / 1_000} s.`, { cause: error });
      }
      throw error;
    }
  };
}

/** Who we are, asked of GitHub: the slug is chosen when the app is registered. */
export async function askIdentity(probot: Probot): Promise<Identity> {
  const octokit = await probot.auth();
  const { data } = await octokit.rest.apps.getAuthenticated({ request: { retries: 0 } });
  if (data?.slug === undefined) throw new TypeError('GitHub does not say who this app is.');
  return { id: data.id, login: `${data.slug}[bot]`, startsWorkflows: true, hearsButtons: true };
}

/** Gives who we are, which is asked again for as long as GitHub has not answered. */
export function untilAnswered(ask: () => Promise<Identity>): () => Promise<Identity> {
  let known: Promise<Identity> | null = null;
  return async () => {
    known ??= ask();
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
}
