import { attest } from '@actions/attest';
import { AssayError, InputError, UnavailableError } from '../../core/errors.ts';
import type { InTotoStatement } from '../../core/attest/statement.ts';
import { predicateTypes } from '../../core/attest/statement.ts';
import { at, type GitHubRepository, statusOf } from '../github/repository.ts';
import { isRateLimit } from '../registries/github/client.ts';
import type { Signer } from './signer.ts';

/** What the runner gives to a job that may have an identity. */
const identityVariable = 'ACTIONS_ID_TOKEN_REQUEST_URL';

/** Whether this job may prove who it is, which signing without a key needs. */
export function hasIdentity(variables: Readonly<NodeJS.ProcessEnv>): boolean {
  return (variables[identityVariable] ?? '') !== '';
}

/**
 * Signs as the workflow that runs, with a certificate of some minutes: by Sigstore's public instance in a public repository
 * and by GitHub's own in others. GitHub keeps the attestations of the package, so that `gh attestation verify` finds them;
 * `notKept` is told where it refuses to.
 */
export function workflowSigner(
  repository: GitHubRepository,
  notKept: (reason: InputError) => void,
): Signer {
  return {
    name: 'as this workflow',
    signsModels: true,
    async sign(statement) {
      const bundle = await bundleOf(statement);
      // Nobody looks for the digest over all files of a model.
      if (statement.predicateType === predicateTypes.model) return bundle;
      const problem = await keep(repository, bundle);
      if (problem !== null) notKept(problem);
      return bundle;
    },
  };
}

async function bundleOf(statement: InTotoStatement): Promise<object> {
  const { subject, predicateType, predicate } = statement;
  const subjects = subject.map(({ name, digest }) => ({ name, digest: { ...digest } }));
  try {
    // What GitHub says to the storing of it decides what to do, and that is lost in this package's error.
    const { bundle } = await attest({
      subjects,
      predicateType,
      predicate,
      token: '',
      skipWrite: true,
    });
    return bundle;
  } catch (cause) {
    if (cause instanceof AssayError) throw cause;
    const reason = cause instanceof Error ? cause.message.slice(0, 300) : 'no reason was given';
    throw new UnavailableError(
      'not-signed',
      `Sigstore did not sign as this workflow (${reason}), so nothing is registered: run the job again, give a key in the input "signing-key", or set "sign: off".`,
      { cause },
    );
  }
}

/** Why GitHub does not keep an attestation; null when it does. */
async function keep(repository: GitHubRepository, bundle: object): Promise<InputError | null> {
  try {
    await repository.octokit.request('POST /repos/{owner}/{repo}/attestations', {
      ...at(repository),
      bundle: { ...bundle },
    });
    return null;
  } catch (cause) {
    const status = statusOf(cause);
    if (isRateLimit(cause)) {
      throw new UnavailableError(
        'rate-limit',
        `GitHub refused to store an attestation (${status}), because this token has made too many requests, so nothing is registered: run the job again in an hour.`,
        { cause },
      );
    }
    if (status !== 403 && status !== 404) {
      throw new UnavailableError(
        'attestation-not-kept',
        `GitHub ${status === null ? 'did not answer' : `answered ${status}`} to the storing of an attestation, so nothing is registered: run the job again.`,
        { cause },
      );
    }
    return new InputError(
      'no-attestations-permission',
      `GitHub does not keep the attestations (${status}): add "permissions: attestations: write" to the job. In a private repository that needs GitHub Enterprise Cloud; without it, give a key in the input "signing-key".`,
      { cause },
    );
  }
}
