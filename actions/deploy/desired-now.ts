import { readVersions } from '../../adapters/github/champion.ts';
import { readFile } from '../../adapters/github/files.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import { isRateLimit, statusOf } from '../../adapters/registries/github/client.ts';
import { pauseByClock, retrying } from '../../adapters/transfer/retry.ts';
import { readConfig } from '../../core/config/read.ts';
import { isDesired } from '../../core/deployment/desired.ts';
import { AssayError, InputError, UnavailableError } from '../../core/errors.ts';
import { findEnvironment } from '../../core/promotion/choose.ts';
import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Order } from './order.ts';

type Asking = Step<'config' | 'token'>;

/** Every version of the order's model that the ledger has: none of their bytes need be there any more. */
export function knownVersions(
  step: Asking,
  { model }: Order,
): Promise<readonly Readonly<VersionRecord>[]> {
  return asking(step, 'for the ledger', async (repository) =>
    readVersions(repository, await listLedger(repository), model.name),
  );
}

/**
 * Whether the default branch, as it is now, asks for what a deployment is to do. A deployment may be late, or be run again
 * long after: it must not take the place of something newer. Throws an AssayError where that can't be told.
 */
export async function isDesiredNow(
  step: Asking,
  order: Order,
  versions: readonly Readonly<VersionRecord>[],
): Promise<boolean> {
  const { defaultBranch } = step.job;
  if (defaultBranch === null) {
    throw new InputError(
      'no-deployment',
      "The workflow's event does not name the default branch, so whether the version is still asked for can't be told.",
    );
  }
  const ref = `refs/heads/${defaultBranch}`;
  return asking(step, `for ${defaultBranch}`, async (repository) => {
    const environment = await environmentNow(repository, step.input('config'), ref, order);
    if (environment === null) return false;
    const file = environment.state;
    const text = await readFile(repository, file, ref);
    const state = { text, file, environment, model: order.model.name };
    return text !== null && isDesired(state, order.payload, versions);
  });
}

/** The environment by the configuration of now, for its file may have moved; null where it is gone. */
async function environmentNow(
  repository: GitHubRepository,
  path: string,
  ref: string,
  { model, deployment, environment }: Order,
): Promise<EnvironmentConfig | null> {
  const text = await readFile(repository, path, ref);
  if (text === null) return null;
  try {
    return findEnvironment(readConfig(text, path), model.name, deployment.environment);
  } catch (error) {
    // While nobody can read it, what was merged before holds.
    if (error instanceof InputError) return environment;
    throw error;
  }
}

/** Asks GitHub, again where that may help; what it refuses is said in words that help. */
async function asking<Value>(
  step: Asking,
  what: string,
  work: (repository: GitHubRepository) => Promise<Value>,
): Promise<Value> {
  const repository = repositoryWithToken(step.job, step.input('token'));
  try {
    return await retrying(pauseByClock, again, () => work(repository));
  } catch (cause) {
    if (cause instanceof AssayError || !(cause instanceof Error && 'status' in cause)) throw cause;
    const status = statusOf(cause);
    if ((status === 401 || status === 403) && !isRateLimit(cause)) {
      throw new InputError(
        'no-permission',
        `GitHub refused to be asked ${what} (${status}). Add "permissions: contents: read" to the job, or give another input "token".`,
        { cause },
      );
    }
    const answer = status === null ? 'did not answer' : `answered ${status}`;
    throw new UnavailableError(
      'github-unavailable',
      `GitHub ${answer} when it was asked ${what}: run the job again.`,
      { cause },
    );
  }
}

function again(error: unknown): { readonly afterMs: number } | null {
  if (!(error instanceof Error && 'status' in error)) return null;
  const status = statusOf(error);
  return status === null || status >= 500 ? { afterMs: 0 } : null;
}
