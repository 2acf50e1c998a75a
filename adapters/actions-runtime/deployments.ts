import { setTimeout as pause } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import type { Deployment } from '../../core/deployment/records.ts';
import { InputError, UnavailableError } from '../../core/errors.ts';
import { isRateLimit, statusOf } from '../registries/github/client.ts';
import type { Job } from './job.ts';

/** What is reported of a deployment. */
export interface NewStatus {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  /** Cut to the 140 characters that GitHub takes. */
  readonly description: string;
  readonly logUrl: string | null;
  readonly environmentUrl: string | null;
  /** Whether GitHub leaves the environment's earlier deployments as they are, and does not call them inactive. */
  readonly keepsOthers: boolean;
}

/** The deployments of the job's repository. Throws InputErrors and UnavailableErrors that say what to do. */
export interface Deployments {
  report(deployment: number, status: NewStatus): Promise<void>;
  /** Those of an environment, newest first; a hundred at most. */
  ofEnvironment(environment: string): Promise<readonly Deployment[]>;
}

const longestDescription = 140;
const attempts = 3;
const pauseMs = 1_000;

/** Opens them with a token that may write deployments. */
export function openDeployments(
  { owner, repo, apiUrl }: Pick<Job, 'owner' | 'repo' | 'apiUrl'>,
  token: string,
): Deployments {
  const { repos } = getOctokit(token, { baseUrl: apiUrl }).rest;
  return {
    async report(deployment, { state, description, logUrl, environmentUrl, keepsOthers }) {
      await ask(`to set the status of the deployment ${deployment}`, () =>
        repos.createDeploymentStatus({
          owner,
          repo,
          deployment_id: deployment,
          state,
          description: cut(description),
          ...(keepsOthers ? { auto_inactive: false } : {}),
          ...(logUrl === null ? {} : { log_url: logUrl }),
          ...(environmentUrl === null ? {} : { environment_url: environmentUrl }),
        }),
      );
    },
    async ofEnvironment(environment) {
      const { data } = await ask(`to list the deployments to ${environment}`, () =>
        repos.listDeployments({ owner, repo, environment, per_page: 100 }),
      );
      return data.map(({ id, sha, payload, creator, environment: name }) => ({
        id,
        sha,
        environment: name,
        payload,
        creator: creator?.login ?? null,
      }));
    },
  };
}

function cut(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= longestDescription) return text;
  return `${characters.slice(0, longestDescription - 1).join('')}\u2026`;
}

/** A status that is written twice does no harm, and one that is lost leaves a deployment in progress for ever. */
async function ask<Value>(what: string, request: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (cause) {
      const status = statusOf(cause);
      const mayPass = status === null || status >= 500;
      if (mayPass && attempt < attempts) {
        await pause(pauseMs * attempt);
        continue;
      }
      throw refusal(what, status, cause);
    }
  }
}

function refusal(what: string, status: number | null, cause: unknown): Error {
  if ((status === 401 || status === 403 || status === 404) && !isRateLimit(cause)) {
    return new InputError(
      'no-permission',
      `GitHub refused ${what} (${status}). Add "permissions: deployments: write" to the job, or give another input "token".`,
      { cause },
    );
  }
  const answer = status === null ? 'did not answer' : `answered ${status}`;
  return new UnavailableError(
    'github-unavailable',
    `GitHub ${answer} when it was asked ${what}: run the job again.`,
    { cause },
  );
}
